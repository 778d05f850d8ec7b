import fc from 'fast-check';

// The same cases in every run, so that a failure is the change's own; `FC_SEED=$RANDOM npm test` draws others.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['FC_SEED'] ?? 20_261_122) });
