import { type SoftClusters, softAssignment } from '../../../clusters/placing/soft-assignment.js';

/** How far soft assignments are from their targets, and which way leads there. */
export interface ClusteringLoss {
  /** The mean over the points of KL(p_i ‖ q_i), in nats. */
  readonly loss: number;
  /** Row-major, [n, size]. */
  readonly byEmbeddings: Float32Array;
  /** Row-major, [k, size]. */
  readonly byCentroids: Float32Array;
}

/**
 * The clustering loss of a batch with its gradients in closed form:
 *
 *     ∂L/∂z_i = 2 / (n scale) Σ_j (1 + d_ij² / scale)⁻¹ (p_ij − q_ij) (z_i − μ_j),  ∂L/∂μ_j = −(the same summed over i)
 *
 * @param embeddings z: row-major, [n, size]
 * @param clusters with the centroids μ, [k, size]
 * @param targets p, held fixed: row-major, [n, k]
 * @see Xie et al. 2016, arXiv:1511.06335, equations 2, 4 and 5
 */
export function clusteringLoss(
  embeddings: Float32Array,
  clusters: SoftClusters,
  targets: Float64Array,
  size: number,
): ClusteringLoss {
  const { centroids, scale } = clusters;
  const k = centroids.length / size;
  const n = embeddings.length / size;
  const shares = softAssignment(embeddings, clusters, size);
  const byEmbeddings = new Float64Array(embeddings.length);
  const byCentroids = new Float64Array(centroids.length);
  let loss = 0;
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < k; c++) {
      const [p, q] = [targets[i * k + c], shares[i * k + c]];
      if (p > 0) loss += (p * Math.log(p / q)) / n;
      let square = 0;
      for (let d = 0; d < size; d++) square += (embeddings[i * size + d] - centroids[c * size + d]) ** 2;
      const pull = (2 * (p - q)) / (n * scale * (1 + square / scale));
      for (let d = 0; d < size; d++) {
        const slope = pull * (embeddings[i * size + d] - centroids[c * size + d]);
        byEmbeddings[i * size + d] += slope;
        byCentroids[c * size + d] -= slope;
      }
    }
  }
  return { loss, byEmbeddings: Float32Array.from(byEmbeddings), byCentroids: Float32Array.from(byCentroids) };
}
