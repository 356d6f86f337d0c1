"""The tests and strict nbval under every kernel of OpenBLAS of this processor: python -m tools.portable [KERNEL …]

OpenBLAS computes with other instructions on other processors, so that last digits differ; OPENBLAS_CORETYPE chooses
one of those that this processor can run. Nothing that a reader or a test sees may differ. The browser tests are left
out: they see what the others compute.
"""

import os
import subprocess
import sys

# From the oldest to the newest, of Intel and AMD, then of ARM.
KERNELS = ["Prescott", "Nehalem", "Sandybridge", "Haswell", "Zen", "SkylakeX", "Cooperlake", "SapphireRapids"]
KERNELS += ["ARMV8", "CORTEXA57", "NEOVERSEN1", "NEOVERSEV1", "VORTEX"]
WHICH = """
import numpy as np, threadpoolctl
np.linalg.svd(np.random.default_rng(0).normal(size=(40, 40)))
print(*[library["architecture"] for library in threadpoolctl.threadpool_info() if "architecture" in library])
"""
TESTS = ["-m", "pytest", "-n", "2", "--dist", "loadscope", "-m", "not browser", "tests", "notebooks"]
TESTS += ["--nbval", "--nbval-current-env", "--nbval-cell-timeout=120"]


def environment(kernel):
    return {**os.environ, "OPENBLAS_CORETYPE": kernel, "OMP_NUM_THREADS": "1"}


def runs(kernel):
    """The kernel that OpenBLAS runs when it is asked for this one; nothing where it dies of it."""
    return subprocess.run([sys.executable, "-c", WHICH], env=environment(kernel), capture_output=True, text=True).stdout


def different(kernels):
    """One name for each kernel that this processor has: asked for one that it has not, OpenBLAS takes another."""
    by_kernel = {}
    for name in kernels:
        if kernel := runs(name).strip():
            by_kernel.setdefault(kernel, name)
    return list(by_kernel.values())


def main(kernels):
    here = different(kernels or KERNELS)
    print("this processor has", *here, flush=True)
    results = {}
    for kernel in here:
        print(f"\n{kernel}", flush=True)
        results[kernel] = subprocess.run([sys.executable, *TESTS], env=environment(kernel)).returncode
    print()
    for kernel, code in results.items():
        print(f"{kernel}: {'everything agrees' if code == 0 else 'what differs is named above'}")
    return int(not results or any(results.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
