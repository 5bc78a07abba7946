/**
 * What soft assignments are drawn towards: themselves, squared, so that who is sure of a cluster becomes surer, each
 * cluster divided by how much belongs to it, so that large ones do not draw everyone in:
 *
 *     p_ij = (q_ij² / f_j) / Σ_c (q_ic² / f_c), with f_j = Σ_i q_ij
 *
 * @param shares q: row-major, [n, nClusters], each row summing to 1
 * @returns p: row-major, [n, nClusters], each row summing to 1
 * @see Xie et al. 2016, arXiv:1511.06335, equation 3
 * @example targetDistribution(Float64Array.of(0.75, 0.25, 0.25, 0.75), 2) // Float64Array [0.9, 0.1, 0.1, 0.9]
 */
export function targetDistribution(shares: Float64Array, nClusters: number): Float64Array {
  const totals = new Float64Array(nClusters);
  for (let p = 0; p < shares.length; p++) totals[p % nClusters] += shares[p];
  const targets = new Float64Array(shares.length);
  for (let from = 0; from < shares.length; from += nClusters) {
    let sum = 0;
    for (let c = 0; c < nClusters; c++) {
      targets[from + c] = shares[from + c] ** 2 / totals[c];
      sum += targets[from + c];
    }
    for (let c = 0; c < nClusters; c++) targets[from + c] /= sum;
  }
  return targets;
}
