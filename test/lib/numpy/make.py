"""Makes kinds.npz, kinds-in-versions.npz and refused.zip: what NumPy 2.4 writes of arrays of every kind.

Run it in this folder: python3 make.py. The tests hold the same numbers.
"""

import io
import zipfile

import numpy as np

ints = [[0, 1, 2], [3, 100, 127]]
arrays = {kind: np.array(ints, dtype=kind) for kind in ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8"]}
arrays |= {f"big_{kind}": np.array(ints, dtype=f">{kind}") for kind in ["i2", "i4", "i8", "u2", "u4", "u8", "f2", "f4", "f8"]}
arrays["by_column"] = np.asfortranarray(np.array([[1.5, 2, 3], [4, 5, 6]]))
arrays["transposed"] = np.arange(6, dtype=">i4").reshape(3, 2).T
arrays["truth"] = np.array([True, False, True])
arrays["scalar"] = np.float64(2.5)
arrays["count"] = np.int64(-7)
arrays["large"] = np.array([2**60, -(2**53)])
arrays["largest_unsigned"] = np.array([2**64 - 2048], dtype="u8")
arrays["halves"] = np.array([0.1, -65504, 6e-8, -0.0, np.inf, -np.inf, np.nan, 6.1e-5, 1], dtype="f2")
np.savez_compressed("kinds.npz", **arrays)

with zipfile.ZipFile("kinds-in-versions.npz", "w") as archive:
    for version in [(1, 0), (2, 0), (3, 0)]:
        file = io.BytesIO()
        np.lib.format.write_array(file, np.array([[1.0, 2.0], [3.0, 4.0]]).T, version=version)
        archive.writestr(zipfile.ZipInfo(f"v{version[0]}.npy"), file.getvalue())

refused = {
    "dictionary": np.array({"W": np.ones((2, 2))}, dtype=object),
    "ragged": np.array([[1, 2], [3]], dtype=object),
    "complex": np.array([1j]),
    "text": np.array(["one"]),
    "bytes": np.array([b"one"]),
    "time": np.array(["2026-01-01"], dtype="M8[D]"),
    "span": np.array([1], dtype="m8[D]"),
    "raw": np.array([b"ab"], dtype="V2"),
    "long": np.array([1], dtype=np.longdouble),
    "fields": np.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f8")]),
    "inexact": np.array([2**53 + 1]),
    "inexact_unsigned": np.array([2**64 - 1], dtype="u8"),
    "three_axes": np.zeros((2, 1, 2)),
}
with zipfile.ZipFile("refused.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    for name, array in refused.items():
        file = io.BytesIO()
        np.savez(file, a=array)
        archive.writestr(zipfile.ZipInfo(f"{name}.npz"), file.getvalue())
