import { expect, it } from '@jest/globals';
import { BadCursorError } from '../../../src/app/ports/store.js';
import { sampleProject, sampleWorkflow } from '../samples.js';
import { allPages, eventually, opened, upTo, type OpenStore } from './opened.js';

export function describeListings(open: OpenStore): void {
  const store = opened(open);
  const all = { limit: 100, after: null };

  it('lists the open workflows of one repository, page by page, by their issues’ numbers', async () => {
    const numbers = [10, 9, 100, 1, 2, 33, 5];
    for (const issueNumber of numbers) {
      const status = issueNumber === 100 ? 'away' : 'active';
      await store().saveWorkflow(sampleWorkflow({ repositoryId: 200, issueNumber, status }), 0);
    }
    await store().saveWorkflow(sampleWorkflow({ repositoryId: 200, issueNumber: 3, status: 'idle' }), 0);
    await store().saveWorkflow(sampleWorkflow({ repositoryId: 2001, issueNumber: 4, status: 'active' }), 0);
    await eventually(async () => {
      const pages = await allPages((page) => store().listOpenWorkflows(200, page), 3);
      expect(pages.map((page) => page.map((workflow) => workflow.issueNumber))).toEqual([
        [1, 2, 5],
        [9, 10, 33],
        [100],
      ]);
    });
    const [whole] = await allPages((page) => store().listOpenWorkflows(200, page), 7);
    expect(whole?.[0]).toEqual(sampleWorkflow({ repositoryId: 200, issueNumber: 1, status: 'active' }));
  });

  it('says that a page is the last although it is full', async () => {
    for (const issueNumber of [1, 2]) {
      await store().saveWorkflow(sampleWorkflow({ repositoryId: 201, issueNumber, status: 'active' }), 0);
    }
    await eventually(async () => {
      const page = await store().listOpenWorkflows(201, { limit: 2, after: null });
      expect(page.items).toHaveLength(2);
      expect(page.next).toBeNull();
    });
  });

  it('drops a workflow that is open no more, also between two pages', async () => {
    const workflows = [1, 2, 3].map((issueNumber) =>
      sampleWorkflow({ repositoryId: 202, issueNumber, status: 'active' }),
    );
    for (const workflow of workflows) await store().saveWorkflow(workflow, 0);
    const numbersOn = async (limit: number, after: string | null): Promise<[number[], string | null]> => {
      const page = await store().listOpenWorkflows(202, { limit, after });
      return [page.items.map((workflow) => workflow.issueNumber), page.next];
    };
    await eventually(async () => {
      expect(await numbersOn(9, null)).toEqual([[1, 2, 3], null]);
    });
    const [first, next] = await numbersOn(1, null);
    expect(first).toEqual([1]);
    for (const workflow of workflows.slice(0, 2))
      await store().saveWorkflow({ ...workflow, status: 'complete' }, 1);
    await eventually(async () => {
      expect(await numbersOn(9, next)).toEqual([[3], null]);
      expect(await numbersOn(9, null)).toEqual([[3], null]);
    });
  });

  it('lists the projects of one installation, page by page', async () => {
    for (const repositoryId of [30, 4, 200, 1]) {
      await store().saveProject(sampleProject({ installationId: 5, repositoryId }), 0);
    }
    await store().saveProject(sampleProject({ installationId: 55, repositoryId: 2 }), 0);
    await eventually(async () => {
      const pages = await allPages((page) => store().listProjects(5, page), 2);
      expect(pages.map((page) => page.map((project) => project.repositoryId))).toEqual([
        [1, 4],
        [30, 200],
      ]);
    });
    expect(await store().listProjects(6, all)).toEqual({ items: [], next: null });
  });

  it('lists a project where it moved to', async () => {
    const project = sampleProject({ installationId: 7, repositoryId: 70 });
    await store().saveProject(project, 0);
    await store().saveProject({ ...project, installationId: 8 }, 1);
    await eventually(async () => {
      expect((await store().listProjects(7, all)).items).toEqual([]);
      expect((await store().listProjects(8, all)).items).toEqual([{ ...project, installationId: 8 }]);
    });
  });

  it('lists more projects than one request of the database may ask for', async () => {
    await Promise.all(
      upTo(130).map((at) =>
        store().saveProject(sampleProject({ installationId: 9, repositoryId: 9000 + at }), 0),
      ),
    );
    await eventually(async () => {
      const page = await store().listProjects(9, { limit: 120, after: null });
      expect(page.items.map((project) => project.repositoryId)).toEqual(upTo(120).map((at) => 9000 + at));
      expect((await store().listProjects(9, { limit: 120, after: page.next })).items).toHaveLength(10);
    });
  });

  it('refuses a cursor that is none of this list', async () => {
    for (const repositoryId of [81, 82]) {
      await store().saveProject(sampleProject({ installationId: 80, repositoryId }), 0);
    }
    let cursor: string | null = null;
    await eventually(async () => {
      cursor = (await store().listProjects(80, { limit: 1, after: null })).next;
      expect(cursor).not.toBeNull();
    });
    for (const after of ['', 'garbage', Buffer.from('{}').toString('base64url'), cursor]) {
      const listed = store().listOpenWorkflows(200, { limit: 1, after });
      if (after !== null) await expect(listed).rejects.toThrow(BadCursorError);
    }
    await expect(store().listProjects(80, { limit: 1, after: 'bnVsbA' })).rejects.toThrow(BadCursorError);
    await expect(store().listAudit('wf', { limit: 1, after: cursor })).rejects.toThrow(
      'not a cursor of this list',
    );
  });
}
