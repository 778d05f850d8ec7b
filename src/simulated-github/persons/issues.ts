import { addComment, deleteComment, editComment } from '../actions/comments.js';
import { changeIssue, openIssue, setAssignees, setLabels, type IssueChanges } from '../actions/issues.js';
import { labelsNamed } from '../actions/labels.js';
import { deleteIssue, transferIssue } from '../actions/repositories.js';
import type { Directory } from '../seeding.js';
import type { Comment, Doer, Issue, Repository } from '../state.js';
import type { World } from '../world.js';

/** What somebody does on the pages of issues; of pull requests, too, where they are alike. */
export interface IssuePerson {
  openIssue(repository: string, issue: { title: string; body?: string; labels?: readonly string[] }): number;
  editIssue(repository: string, number: number, changes: IssueChanges): void;
  label(repository: string, number: number, ...names: string[]): void;
  unlabel(repository: string, number: number, name: string): void;
  assign(repository: string, number: number, ...logins: string[]): void;
  setLocked(repository: string, number: number, locked: boolean): void;
  /** Answers the comment's id. */
  comment(repository: string, number: number, body: string): number;
  editComment(repository: string, id: number, body: string): void;
  deleteComment(repository: string, id: number): void;
  /** Answers the new number. */
  transferIssue(repository: string, number: number, to: string): number;
  deleteIssue(repository: string, number: number): void;
}

export function issueIn(repository: Repository, number: number): Issue {
  const issue = repository.issues.get(number);
  if (issue === undefined) throw new Error(`${repository.name} has no issue ${number}.`);
  return issue;
}

function commentIn(repository: Repository, id: number): Comment {
  const comment = repository.comments.get(id);
  if (comment === undefined) throw new Error(`${repository.name} has no comment ${id}.`);
  return comment;
}

export function issuePerson(world: World, directory: Directory, by: Doer): IssuePerson {
  const at = (name: string, number: number) => {
    const repository = directory.repository(name);
    return [world, repository, issueIn(repository, number)] as const;
  };
  return {
    openIssue(name, { labels = [], ...wanted }) {
      const repository = directory.repository(name);
      const issue = { ...wanted, labels: labelsNamed(world, repository, labels, by) };
      return openIssue(world, repository, issue, by).number;
    },
    editIssue(name, number, changes) {
      changeIssue(...at(name, number), changes, by);
    },
    label(name, number, ...names) {
      const [, repository, issue] = at(name, number);
      setLabels(
        world,
        repository,
        issue,
        [...issue.labels, ...labelsNamed(world, repository, names, by)],
        by,
      );
    },
    unlabel(name, number, label) {
      const [, repository, issue] = at(name, number);
      setLabels(
        world,
        repository,
        issue,
        issue.labels.filter((each) => each.name !== label),
        by,
      );
    },
    assign(name, number, ...logins) {
      const [, repository, issue] = at(name, number);
      setAssignees(
        world,
        repository,
        issue,
        [...issue.assignees, ...logins.map((login) => directory.account(login))],
        by,
      );
    },
    setLocked(name, number, locked) {
      at(name, number)[2].locked = locked;
    },
    comment: (name, number, body) => addComment(...at(name, number), body, by).id,
    editComment(name, id, body) {
      const repository = directory.repository(name);
      editComment(world, repository, commentIn(repository, id), body, by);
    },
    deleteComment(name, id) {
      const repository = directory.repository(name);
      deleteComment(world, repository, commentIn(repository, id), by);
    },
    transferIssue: (name, number, to) =>
      transferIssue(...at(name, number), directory.repository(to), by).number,
    deleteIssue(name, number) {
      deleteIssue(...at(name, number), by);
    },
  };
}
