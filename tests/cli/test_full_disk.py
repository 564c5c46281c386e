"""A disk that is full: a small file system of its own, where the machine lets one be mounted."""

import json
import subprocess
import unittest

import harness
from harness import Case, case, environment

# In a namespace of its own, so that nothing stays mounted. Notes are added until one is refused; then room is made.
SCRIPT = """
set -u
mount -t tmpfs -o size=1m tmpfs "$1" || exit 77
cd "$1"
head -c 100000 /dev/zero >filler
printf '%s' "$3" >case.json
"$2" case open --on 2026-11-02 case.json >/dev/null || exit 70
i=0
while said=$("$2" case note t-1 "$i $4" 2>&1 >/dev/null); code=$?; [ "$code" -eq 0 ]; do
    i=$((i + 1))
    [ "$i" -lt 1000 ] || exit 71
done
printf '{"kept": %d, "code": %d, "said": "%s"}\\n' "$i" "$code" "$said"
"$2" case history --json t-1 | grep -c '"kind":"note"'
"$2" db verify >/dev/null || exit 72
rm filler
"$2" case note t-1 "after $4" >/dev/null || exit 73
"$2" case history --json t-1 | grep -c '"kind":"note"'
"$2" db verify >/dev/null || exit 74
"""


class FullDisk(Case):
    def test_nothing_acknowledged_is_lost(self):
        done = subprocess.run(["unshare", "-Urm", "sh", "-c", SCRIPT, "sh", self.folder, harness.program, case(), "x" * 3000],
                              capture_output=True, check=False, timeout=300, env=environment(MEDSUPPORT_DB="cases.db"))
        if done.returncode == 77 or b"unshare failed" in done.stderr:
            self.skipTest("no file system can be mounted here")
        self.assertEqual(0, done.returncode, done.stderr)
        refused, kept, after = done.stdout.decode().splitlines()
        refused = json.loads(refused)
        self.assertEqual(2, refused["code"])
        self.assertIn("no room left; nothing was written", refused["said"])
        self.assertGreater(refused["kept"], 20)
        self.assertEqual(refused["kept"], int(kept))
        self.assertEqual(refused["kept"] + 1, int(after))


if __name__ == "__main__":
    unittest.main()
