"""Answers each JSON request a line, {"kind": ..., and what that job takes}, with the seconds the job took."""

import json
import sys

import numpy_loss
import numpy_ode
import numpy_sde
import numpy_sgd

JOBS = {**numpy_sgd.KINDS, **numpy_sde.KINDS, **numpy_ode.KINDS, **numpy_loss.KINDS}

for line in sys.stdin:
    request = json.loads(line)
    print(JOBS[request.pop("kind")](**request), flush=True)
