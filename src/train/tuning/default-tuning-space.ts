import type { TuningSpace } from './tuning-space.js';

/** Of every kind of encoder. */
const shape = {
  embeddingSize: [32, 64, 96, 128],
  dropout: { from: 0, to: 0.5, log: false, whole: false },
  scores: ['dot', 'cosine'],
  temperature: { from: 0.03, to: 0.15, log: true, whole: false },
};

const blocks = { ...shape, nBlocks: [1, 2], nHeads: [1, 2, 4], hiddenSize: [64, 128, 256] };
const layers = { ...shape, nLayers: [1, 2], hiddenSize: [64, 96, 128] };

/** Where `vitrine tune` searches unless it is told: whatever is not named here stays as the configuration has it. */
export const defaultTuningSpace: TuningSpace = {
  encoders: {
    transformer: blocks,
    bert: blocks,
    gru: layers,
    lstm: layers,
    convolution: { ...shape, kernelSize: [2, 3, 5], dilations: [[1], [1, 2], [1, 4], [1, 2, 4]] },
    'session-graph': { ...shape, nSteps: [1, 2] },
    bag: shape,
  },
  training: {
    learningRate: { from: 3e-4, to: 6e-3, log: true, whole: false },
    weightDecay: [0, 0.001, 0.01, 0.1],
    batchTokens: [512, 1024, 2048],
    uniformNegatives: [256, 1024, 2048],
    popularNegatives: [0, 512],
    sessionStartWeight: [1, 3],
    halfLifeDays: [30, 90, 365],
    companionPenalty: { from: 10, to: 300, log: true, whole: false },
    companionOrderShare: [0, 0.5, 1],
  },
};
