// What no ready-made rule says of the domain: it waits for nothing, and knows no clock.

const noWaiting = {
  create: (context) => ({
    AwaitExpression(node) {
      context.report({ node, message: 'The domain waits for nothing.' });
    },
  }),
};

const noMoment = {
  create: (context) => ({
    NewExpression(node) {
      if (node.callee.name === 'Date' && node.arguments.length === 0)
        context.report({ node, message: '`now` is an argument.' });
    },
  }),
};

export default { meta: { name: 'pure' }, rules: { 'no-waiting': noWaiting, 'no-moment': noMoment } };
