"""python3 measure-scikit-learn.py POINTS OPTIONS: prints one line of JSON."""

import json
import resource
import sys
import time
import warnings

import numpy as np
import sklearn
from sklearn.cluster import MiniBatchKMeans

warnings.simplefilter("ignore")  # of defaults that later versions change
file, options = sys.argv[1], json.loads(sys.argv[2])
points = np.fromfile(file, dtype=np.float32).reshape(-1, options["size"])
model = MiniBatchKMeans(
    n_clusters=options["nClusters"], batch_size=options["batchSize"], random_state=options["seed"]
)
wall, cpu = time.perf_counter(), time.process_time()
model.fit(points)
took = {"seconds": time.perf_counter() - wall, "cpuSeconds": time.process_time() - cpu}
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
print(json.dumps({**took, "inertia": float(model.inertia_), "peakGb": peak, "version": sklearn.__version__}))
