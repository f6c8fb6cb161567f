#!/usr/bin/env python3
"""faultkit.py - fault injection for any command that imports a file into one SQLite database.

  faultkit.py kill     TARGET.json [--n 100]           SIGKILL at N random times
  faultkit.py killop   TARGET.json [--max 400]         SIGKILL before/after/in the middle of every k-th file operation
  faultkit.py io       TARGET.json [--max 400] [--faults ENOSPC,EIO,SHORT,TORN] [--backend shim|strace]
                                                       every k-th write/sync/truncate fails, once and for good
  faultkit.py powercut TARGET.json [--max 200] [--variants 6]
                       [--hold]                        unsynced writes lost, kept, reordered or torn at every operation;
                                                       --hold: another process keeps the database open meanwhile
  faultkit.py full     TARGET.json [--fs tmpfs|ext4|shim] [--steps 40]
                                                       a file system that fills up
  faultkit.py readers  TARGET.json [--readers 8] [--rounds 10] [--busy-ms 5000]
  faultkit.py twin     TARGET.json [--procs 2] [--rounds 20] [--same]
  faultkit.py compound TARGET.json [--n 100]           a second fault while the first is being repaired
  faultkit.py all      TARGET.json [--quick]

  faultkit.py input    TARGET.json [--max 400]         every k-th open/read of the imported file fails
  --seconds N stops after N seconds, and says so.

TARGET.json
  {"name": "...",
   "needs":  "undo",       optional: a command; a program without it skips the target, with a message
   "setup":  [CMD, ...],   make the database {db} as it is before the command under test
   "import": CMD,          the command under test, on {csv} and {db}
   "read":   CMD,          optional: a report; must exit 0 on a sound database
   "csv":      "gen:invoices,rows=200,seed=1"        small file, for the sweeps
   "csv_big":  "gen:invoices,rows=20000,seed=2"      large file, for kill/readers/twin
   "csv_other":"gen:..."                             another file, for twin without --same
   "idempotent": true,     the same command again must change nothing (exit code free)
   "repeat_fails": true,   the same command again, once it has succeeded, is an error
   "empty_is_none": true,  a database without tables counts as the state before
   "invariants": [SQL],    each must return no rows, ever
   "env": {}, "timeout": 60, "ok_exit": [0]}
  CMD is a string, split like a shell would; no shell is used.
  Placeholders: {offtake} the program, {db}, {csv}, {dir} the database's folder, {kit} the folder of this file, {gen:...} a made file.

A state is the row count of every table.  `none` is the state before the import, `all` the state after an
undisturbed one.  After every fault:  PRAGMA integrity_check = ok, foreign_key_check and invariants empty,
state is `none` or `all`;  exit 0 only with `all`;  an error exit only with `none`;  never a death by signal
(unless we sent it), never a hang;  then, fault gone, the same import succeeds and gives exactly `all`.
Exit 0: every check held.  --json FILE writes the details.
"""
import argparse, collections, json, multiprocessing, os, random, re, shlex, shutil, signal, sqlite3, struct, subprocess, sys, tempfile, time
KIT = os.path.dirname(os.path.realpath(__file__))
BASE = os.path.realpath(os.environ.get("FAULTKIT_TMP") or tempfile.mkdtemp(prefix="faultkit-"))
os.makedirs(BASE, exist_ok=True)
SHIM = os.path.join(BASE, "faultshim.so")
OFFTAKE = os.path.realpath(os.environ.get("OFFTAKE", "offtake"))
DEADLINE = float("inf")

def out_of_time():
    return time.time() > DEADLINE

def build_shim():
    src = os.path.join(KIT, "faultshim.c")
    if not os.path.exists(SHIM) or os.path.getmtime(SHIM) < os.path.getmtime(src):
        cc = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
        subprocess.run([cc, "-O1", "-w", "-shared", "-fPIC", "-o", SHIM, src, "-ldl", "-lpthread"], check=True)

PROVIDERS, CONTRACTS = 7, 31

def gen_providers(rows, seed):
    yield "slug,name,kind,country,aliases"
    yield "buyer,The Buyer,buyer,US,"
    for i in range(rows - 1):
        yield f"p{seed}-{i},Provider {seed} no. {i},provider,US,Alias {seed} {i};P{seed}.{i}"

def gen_contracts(rows, seed):
    yield "provider,reference,buyer,title,signed_on,effective_on,ends_on,currency,headline_value,status"
    for i in range(rows):
        yield f"p1-{i % PROVIDERS},C{seed}-{i},buyer,GPU capacity {i},2025-12-01,2026-01-01,2028-12-31,USD,{1000 + i}.25,active"

def gen_invoices(rows, seed):
    """Twenty lines to an invoice."""
    rng = random.Random(seed)
    yield "provider,number,contract,billing_month,issued_on,currency,line_no,sku,description,quantity,unit,unit_price,amount"
    for i in range(rows):
        invoice, line = divmod(i, 20)
        contract = invoice % CONTRACTS
        month = invoice % 12 + 1
        quantity, price = rng.randint(1, 5000), rng.randint(1, 90000)
        cents = quantity * price
        yield (f"p1-{contract % PROVIDERS},INV-{seed}-{invoice:07d},C1-{contract},2026-{month:02d},2026-{month:02d}-28,USD,{line + 1},"
               f"h100-{rng.randint(1, 9)},\"H100 hours, region {rng.randint(1, 9)}\",{quantity},hour,{price / 100:.2f},{cents // 100}.{cents % 100:02d}")

GENERATORS = {"providers": gen_providers, "contracts": gen_contracts, "invoices": gen_invoices}

def made(what):
    """The path of the file that "gen:KIND,rows=N,seed=S" describes, made if it is not there."""
    kind, *options = what[len("gen:"):].split(",")
    options = {key: int(value) for key, value in (option.split("=") for option in options)}
    rows, seed = options["rows"], options.get("seed", 1)
    path = os.path.join(BASE, f"{kind}-{rows}-{seed}.csv")
    if not os.path.exists(path):
        with open(f"{path}.{os.getpid()}", "w", newline="") as file:
            file.writelines(line + "\n" for line in GENERATORS[kind](rows, seed))
        os.rename(f"{path}.{os.getpid()}", path)
    return path

class Target:
    def __init__(self, path):
        self.t = json.load(open(path)); self.name = self.t["name"]; self.dir = os.path.dirname(os.path.abspath(path))
        self.timeout = self.t.get("timeout", 60); self.ok = set(self.t.get("ok_exit", [0]))
        self.base = None
    def csv(self, key="csv"):
        return made(self.t.get(key) or self.t["csv"])
    def cmd(self, c, **ph):
        ph.setdefault("offtake", OFFTAKE)
        ph.setdefault("kit", KIT)
        c = re.sub(r"\{(gen:[^}]*)\}", lambda m: made(m.group(1)), c)
        return [re.sub(r"\{(db|csv|dir|offtake|kit)\}", lambda m: ph[m.group(1)], x) for x in shlex.split(c)]
    def env(self, extra=None):
        e = dict(os.environ); e.update(self.t.get("env", {})); e.update(extra or {}); return e
    def popen(self, c, ph, env=None, prefix=()):
        p = subprocess.Popen(list(prefix) + self.cmd(c, **ph), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ph["dir"], env=self.env(env), start_new_session=True)
        LIVE.append(p); del LIVE[:-32]; return p
    def finish(self, p, timeout=None):
        try: out, err = p.communicate(timeout=timeout or self.timeout)
        except subprocess.TimeoutExpired:
            try: os.killpg(p.pid, signal.SIGKILL)
            except ProcessLookupError: pass
            out, err = p.communicate(); return "hang", out, err
        return p.returncode, out, err
    def run(self, c, ph, env=None, timeout=None, prefix=()): return self.finish(self.popen(c, ph, env, prefix), timeout)
    def fresh(self, where=None):
        """A new folder with the database as it is before the command; the setup runs once."""
        if self.base is None:
            self.base = self.set_up()
        d = tempfile.mkdtemp(prefix="fk-", dir=where or BASE)
        for name in os.listdir(self.base):
            shutil.copy(os.path.join(self.base, name), d)
        return dict(dir=d, db=os.path.join(d, "x.db"))
    def set_up(self):
        d = tempfile.mkdtemp(prefix="fk-", dir=BASE)
        for c in self.t.get("setup", []):
            rc, out, err = self.run(c, dict(dir=d, db=os.path.join(d, "x.db"), csv=self.csv()))
            if rc != 0: raise SystemExit(f"setup failed: {c}: exit {rc}: {err.decode()[-500:]}")
        return d

def copy_db(ph, dst):
    os.makedirs(dst, exist_ok=True)
    for s in ("", "-wal", "-journal"):
        if os.path.exists(ph["db"] + s): shutil.copy(ph["db"] + s, os.path.join(dst, "x.db" + s))
    return os.path.join(dst, "x.db")

def state(db, t, check=True):
    """-> (dict of counts, list of faults)"""
    bad = []
    if not os.path.exists(db) or os.path.getsize(db) == 0 and not os.path.exists(db + "-wal"): return {}, bad
    try:
        c = sqlite3.connect(db, timeout=5, isolation_level=None)
        c.text_factory = lambda b: b.decode("utf-8", "replace")
        if check:
            r = [x[0] for x in c.execute("pragma integrity_check")]
            if r != ["ok"]: bad.append("integrity_check: " + "; ".join(r)[:200])
            r = c.execute("pragma foreign_key_check").fetchall()
            if r: bad.append(f"foreign_key_check: {len(r)} rows")
            for q in t.t.get("invariants", []):
                try:
                    if c.execute(q).fetchone() is not None: bad.append("invariant broken: " + q[:80])
                except sqlite3.OperationalError as e:
                    if "no such table" not in str(e): raise
        tabs = [x[0] for x in c.execute("select name from sqlite_schema where type='table' and name not like 'sqlite_%' order by 1")]
        st = {n: c.execute(f'select count(*) from "{n}"').fetchone()[0] for n in tabs}
        c.close(); return st, bad
    except sqlite3.DatabaseError as e:
        return None, bad + [f"cannot be read: {e}"]

def rm(ph): shutil.rmtree(ph["dir"], ignore_errors=True)

class Ref:
    """undisturbed run: states none and all, duration, number of operations"""
    def __init__(self, t, key="csv", runs=3):
        self.t, self.csv = t, t.csv(key); self.dur = []
        for i in range(runs):
            ph = t.fresh(); self.none, b0 = state(ph["db"], t)
            t0 = time.time(); rc, out, err = t.run(t.t["import"], dict(ph, csv=self.csv)); self.dur.append(time.time() - t0)
            self.all, b1 = state(ph["db"], t)
            if rc not in t.ok or b0 or b1 or self.all == self.none: raise SystemExit(f"the undisturbed import does not work: exit {rc}, none={self.none}, all={self.all}, {b0 + b1}\n{err.decode()[-800:]}")
            rm(ph)
        self.T = sorted(self.dur)[len(self.dur) // 2]
    def judge(self, st): return "none" if st == self.none or (st == {} and (self.t.t.get("empty_is_none") or not any(self.none.values()))) else "all" if st == self.all else "PARTIAL"

class Log:
    def __init__(self, kind, t): self.kind, self.t, self.c, self.bad = kind, t, collections.Counter(), []
    def add(self, key, faults=(), where=""):
        self.c[key] += 1
        for f in faults: self.bad.append((where, f))
    def done(self, extra=""):
        sys.stdout.flush()
        ok = not self.bad
        print(f"[{'PASS' if ok else 'FAIL'}] {self.kind} on {self.t.name}: {sum(self.c.values())} runs {extra}")
        for k, v in sorted(self.c.items(), key=lambda x: -x[1]): print(f"         {v:6d}  {k}")
        seen = collections.Counter(f for _, f in self.bad)
        for f, n in seen.most_common(8): print(f"   FAULT {n:6d}x {f}   e.g. {next(w for w, g in self.bad if g == f)}")
        RESULTS.append(dict(kind=self.kind, target=self.t.name, runs=sum(self.c.values()), ok=ok, counts=dict(self.c), faults=[list(x) for x in self.bad[:200]]))
        return ok
RESULTS = []
LIVE = []

def after(t, ref, ph, rc, killed, log, where, retry=True, expect_fault=True):
    """checks after one fault; ph still holds the real files"""
    d = tempfile.mkdtemp(prefix="fkc-", dir=BASE)
    st, bad = state(copy_db(ph, d), t); j = ref.judge(st) if st is not None else "UNREADABLE"
    shutil.rmtree(d, ignore_errors=True)
    bad = list(bad)
    if j == "PARTIAL": bad.append(f"partial import")
    if rc == "hang": bad.append("hang")
    elif not killed and isinstance(rc, int) and (rc < 0 or rc >= 128): bad.append(f"died of signal {-rc if rc < 0 else rc - 128}")
    elif not killed and rc in t.ok and j == "none": bad.append("exit says success, nothing was imported")
    elif not killed and rc not in t.ok and j == "all": bad.append("exit says failure, yet all was imported")
    if t.t.get("read") and (j == "all" or j == "none" and not t.t.get("empty_is_none")):
        r, o, e = t.run(t.t["read"], dict(ph, csv=ref.csv))
        if r not in t.ok: bad.append(f"report fails afterwards (exit {r})")
    if retry and j != "UNREADABLE":
        r, o, e = t.run(t.t["import"], dict(ph, csv=ref.csv))
        st2, b2 = state(ph["db"], t); j2 = ref.judge(st2) if st2 is not None else "UNREADABLE"
        if j == "none" and (r not in t.ok or j2 != "all"): bad.append(f"second try after the fault: exit {r}, state {j2}")
        if j == "all" and t.t.get("idempotent") and j2 != "all": bad.append(f"repeat of a finished import: state {j2}")
        bad += ["after second try: " + x for x in b2]
    rcs = "killed" if killed else "hang" if rc == "hang" else "exit 0" if rc in t.ok else "signal" if rc < 0 else "error exit"
    log.add(f"{rcs}, state {j}", bad, where)
    return j

def do_kill(t, a):
    ref = Ref(t, "csv_big" if t.t.get("csv_big") else "csv"); rng = random.Random(a.seed); log = Log("kill (SIGKILL at random times)", t)
    for i in range(a.n):
        if out_of_time(): break
        ph = t.fresh(); p = t.popen(t.t["import"], dict(ph, csv=ref.csv)); delay = rng.uniform(0, ref.T * 1.05)
        time.sleep(delay); killed = p.poll() is None
        if killed:
            try: os.killpg(p.pid, signal.SIGKILL)
            except ProcessLookupError: pass
        rc, o, e = t.finish(p)
        after(t, ref, ph, rc, killed, log, f"delay {delay * 1000:.1f} ms"); rm(ph)
    return log.done(f"(undisturbed import {ref.T * 1000:.0f} ms, rows {sum(ref.all.values())})")

def count_ops(t, csv, ops, backend="shim"):
    ph = t.fresh(); f = os.path.join(ph["dir"], "count")
    t.run(t.t["import"], dict(ph, csv=csv), {"LD_PRELOAD": SHIM, "FS_MATCH": ph["db"], "FS_OPS": ops, "FS_COUNT": f})
    n = int(open(f).read().split()[0]) if os.path.exists(f) else 0; rm(ph); return n

def points(n, mx, rng): return list(range(1, n + 1)) if n <= mx else sorted(rng.sample(range(1, n + 1), mx))

def do_killop(t, a):
    build_shim(); ref = Ref(t); rng = random.Random(a.seed); ops = "write,sync,trunc,alloc,unlink,rename"; n = count_ops(t, ref.csv, ops); log = Log("killop (SIGKILL at file operations)", t)
    if not n: print("   the shim saw no operation (static binary?)"); log.add("no operation seen", ["shim sees nothing"]); return log.done()
    for mode in ("KILL", "KILLMID", "KILLAFTER"):
        for k in points(n, a.max, rng):
            if out_of_time(): break
            ph = t.fresh(); rc, o, e = t.run(t.t["import"], dict(ph, csv=ref.csv), {"LD_PRELOAD": SHIM, "FS_MATCH": ph["db"], "FS_OPS": ops, "FS_AT": str(k), "FS_FAULT": mode})
            killed = rc in (-9, 137)
            after(t, ref, ph, rc, killed, log, f"{mode} op {k}"); rm(ph)
    return log.done(f"({n} operations per import, 3 modes)")

STRACE = {"write": "pwrite64,write,writev", "sync": "fsync,fdatasync", "trunc": "ftruncate,truncate", "unlink": "unlink,unlinkat", "open": "openat", "read": "pread64,read", "lock": "fcntl"}
def do_io(t, a):
    build_shim(); ref = Ref(t); rng = random.Random(a.seed); faults = a.faults.split(","); log = Log(f"io ({a.faults}; {a.backend}{'; held open by another' if a.hold else ''})", t); tot = {}
    for opn in a.ops.split(","):
        if a.backend == "shim": n = count_ops(t, ref.csv, opn)
        else:
            ph = t.fresh(); f = os.path.join(ph["dir"], "st")
            t.run(t.t["import"], dict(ph, csv=ref.csv), prefix=["strace", "-f", "-qq", "-o", f, "-e", "trace=" + STRACE[opn], "-P", ph["db"], "-P", ph["db"] + "-journal", "-P", ph["db"] + "-wal"])
            n = sum(1 for _ in open(f)) if os.path.exists(f) else 0; rm(ph)
        tot[opn] = n
        for fl in faults:
            if fl in ("SHORT", "TORN") and opn != "write": continue
            if fl == "ENOSPC" and opn in ("read", "lock"): continue
            if a.backend == "strace" and fl in ("SHORT", "TORN"): continue
            for sticky in ("0",) if a.hold else ("0", "1"):
                if fl in ("SHORT",) and sticky == "1": continue
                for k in points(n, a.max, rng):
                    if out_of_time(): break
                    ph = t.fresh(); w = f"{opn} #{k} {fl}{' and all later' if sticky == '1' else ''}"
                    holder = hold(ph["db"]) if a.hold else None
                    if a.backend == "shim":
                        f = os.path.join(ph["dir"], "count")
                        rc, o, e = t.run(t.t["import"], dict(ph, csv=ref.csv), {"LD_PRELOAD": SHIM, "FS_MATCH": ph["db"], "FS_OPS": opn, "FS_AT": str(k), "FS_FAULT": fl, "FS_STICKY": sticky, "FS_COUNT": f})
                        hit = os.path.exists(f) and open(f).read().split()[1] == "1"
                    else:
                        rc, o, e = t.run(t.t["import"], dict(ph, csv=ref.csv), prefix=["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + STRACE[opn], "-P", ph["db"], "-P", ph["db"] + "-journal", "-P", ph["db"] + "-wal", "-e", f"inject={STRACE[opn]}:error={fl}:when={k}{'+' if sticky == '1' else ''}"]); hit = True
                    if holder: holder.kill(); holder.wait(); holder.stdin.close(); holder.stdout.close()
                    if not hit: log.add("fault not reached"); rm(ph); continue
                    after(t, ref, ph, rc, False, log, w); rm(ph)
    if not sum(tot.values()): log.add("no operation seen", ["nothing intercepted"])
    return log.done("(operations per import: " + ", ".join(f"{k} {v}" for k, v in tot.items()) + ")")

def do_input(t, a):
    """the imported file cannot be opened or read to its end"""
    build_shim(); ref = Ref(t); rng = random.Random(a.seed); log = Log("input (the imported file fails)", t)
    for opn in ("open", "read"):
        f = os.path.join(BASE, f"count-{os.getpid()}"); ph = t.fresh()
        t.run(t.t["import"], dict(ph, csv=ref.csv), {"LD_PRELOAD": SHIM, "FS_MATCH": ref.csv, "FS_OPS": opn, "FS_COUNT": f}); rm(ph)
        n = int(open(f).read().split()[0])
        for fl in ("EIO", "EACCES", "EINTR", "SHORT") if opn == "read" else ("EIO", "EACCES", "EMFILE"):
            for k in points(n, a.max, rng):
                if out_of_time(): break
                ph = t.fresh(); rc, o, e = t.run(t.t["import"], dict(ph, csv=ref.csv), {"LD_PRELOAD": SHIM, "FS_MATCH": ref.csv, "FS_OPS": opn, "FS_AT": str(k), "FS_FAULT": fl})
                after(t, ref, ph, rc, False, log, f"{opn} #{k} {fl}"); rm(ph)
    return log.done()

def read_record(f):
    b = open(f, "rb").read(); i = 0; ops = []
    while i + 29 <= len(b):
        op = chr(b[i]); l1, l2 = struct.unpack_from("<HH", b, i + 1); off, ln, dl = struct.unpack_from("<qqQ", b, i + 5); i += 29
        p1 = b[i:i + l1].decode(); i += l1; p2 = b[i:i + l2].decode(); i += l2; ops.append((op, p1, p2, off, ln, b[i:i + dl])); i += dl
    return ops

class Disk:
    """what may be on the platter: per file synced content + pending changes; directory changes pending until a sync.
    A rename/unlink/create is durable after a sync of the directory; a create also after a sync of the file (as on ext4)."""
    def __init__(self, base): self.synced = {k: bytes(v) for k, v in base.items()}; self.pend = collections.defaultdict(list); self.names = {k: k for k in base}; self.dpend = []; self.dur = dict(self.names); self.n = 0
    def key(self, p): return self.names.get(p)
    def op(self, o):
        op, p, p2, off, ln, data = o
        if op == "C": self.n += 1; k = f"#{self.n}"; self.synced[k] = b""; self.names[p] = k; self.dpend.append(("C", p, k))
        elif op in "WTA":
            if self.key(p) is None: self.n += 1; k = f"#{self.n}"; self.synced[k] = b""; self.names[p] = k; self.dpend.append(("C", p, k))
            self.pend[self.key(p)].append((op, off, ln, data))
        elif op == "S":
            k = self.key(p)
            if k is None: return
            self.synced[k] = self.apply(self.synced[k], self.pend.pop(k, []))
            for i, d in enumerate(list(self.dpend)):
                if d[0] == "C" and d[2] == k: self.flush(i + 1); break
        elif op == "D": self.flush(len(self.dpend))
        elif op == "U": self.dpend.append(("U", p, None)); self.names.pop(p, None)
        elif op == "R": k = self.names.pop(p, None); self.names[p2] = k; self.dpend.append(("R", p, p2))
    def flush(self, n):
        for d in self.dpend[:n]: self.dirop(self.dur, d)
        self.dpend = self.dpend[n:]
    @staticmethod
    def dirop(names, d):
        if d[0] == "C": names[d[1]] = d[2]
        elif d[0] == "U": names.pop(d[1], None)
        else: names[d[2]] = names.pop(d[1], None)
    @staticmethod
    def apply(b, ops):
        b = bytearray(b)
        for op, off, ln, data in ops:
            if op == "W":
                if len(b) < off: b.extend(bytes(off - len(b)))
                b[off:off + len(data)] = data
            elif op == "T":
                if ln < len(b): del b[ln:]
                else: b.extend(bytes(ln - len(b)))
            elif op == "A" and off + ln > len(b): b.extend(bytes(off + ln - len(b)))
        return bytes(b)
    def crash(self, mode, rng):
        names = dict(self.dur)
        nd = 0 if mode == "drop" else len(self.dpend) if mode == "keep" else rng.randint(0, len(self.dpend))
        for d in self.dpend[:nd]: self.dirop(names, d)
        out = {}
        for p, k in names.items():
            if k is None: continue
            ops = self.pend.get(k, []); sel = []
            for o in ops:
                if mode == "drop": continue
                if mode == "keep" or rng.random() < 0.5: sel.append(o); continue
                if o[0] == "W" and rng.random() < 0.5 and len(o[3]) > 512:      # torn at a sector
                    s = rng.randrange(512, len(o[3]), 512)
                    sel.append(("W", o[1], 0, o[3][:s]) if rng.random() < 0.5 else ("W", o[1] + s, 0, o[3][s:]))
            out[p] = self.apply(self.synced[k], sel)
        return out

def hold(db):
    """Another process that has read the database and keeps it open, so that its log stays."""
    code = "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute('select count(*) from sqlite_schema').fetchall(); print('up',flush=True); sys.stdin.read()"
    holder = subprocess.Popen([sys.executable, "-c", code, db], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    holder.stdout.readline()
    return holder

def do_powercut(t, a):
    build_shim(); ref = Ref(t); rng = random.Random(a.seed); log = Log("powercut (unsynced writes lost/kept/torn" + (", database held open by another" if a.hold else "") + ")", t)
    ph = t.fresh(); db = ph["db"]
    holder = None
    if a.hold:      # another process (a web page, say) keeps the database open, so closing does not checkpoint. It must be another
                    # process: when we read the file below, closing it would drop our own POSIX locks (howtocorrupt 2.2)
        holder = hold(db)
    base = {db + s: open(db + s, "rb").read() for s in ("", "-wal", "-journal") if os.path.exists(db + s)}
    rec = os.path.join(ph["dir"], "rec")
    rc, o, e = t.run(t.t["import"], dict(ph, csv=ref.csv), {"LD_PRELOAD": SHIM, "FS_MATCH": db, "FS_RECORD": rec})
    if holder: holder.kill(); holder.wait()
    ops = [x for x in read_record(rec) if not x[1].endswith("-shm")] if os.path.exists(rec) else []
    if not ops: log.add("no operation seen", ["nothing recorded"]); rm(ph); return log.done()
    pts = set(points(len(ops), a.max, rng)) | {len(ops)}
    disk = Disk(base); lost = 0; d = os.path.join(ph["dir"], "after")
    for i, op in enumerate(ops, 1):
        disk.op(op)
        if i not in pts or out_of_time(): continue
        for v in range(a.variants):
            mode = "drop" if v == 0 else "keep" if v == 1 else "random"
            shutil.rmtree(d, ignore_errors=True); os.makedirs(d)
            for p, b in disk.crash(mode, rng).items(): open(os.path.join(d, "x.db" + p[len(db):]), "wb").write(b)
            st, bad = state(os.path.join(d, "x.db"), t); j = ref.judge(st) if st is not None else "UNREADABLE"; bad = list(bad)
            if j == "PARTIAL": bad.append("partial import after power cut")
            if i == len(ops):
                if rc in t.ok and j != "all": bad.append("NOT DURABLE: exit 0, then power cut, import gone"); lost += 1
                log.add(f"cut after exit: state {j}", bad, f"cut after the end, {mode}")
            else: log.add(f"cut inside: state {j}", bad, f"cut after op {i} ({op[0]} {os.path.basename(op[1])}), {mode}")
    rm(ph); return log.done(f"({len(ops)} recorded operations, {sum(len(x[5]) for x in ops)} bytes; syncs {sum(x[0] in 'SD' for x in ops)})")

def dbsize(t, csv):
    ph = t.fresh(); s0 = sum(os.path.getsize(os.path.join(ph["dir"], f)) for f in os.listdir(ph["dir"]))
    t.run(t.t["import"], dict(ph, csv=csv)); s1 = sum(os.path.getsize(os.path.join(ph["dir"], f)) for f in os.listdir(ph["dir"])); rm(ph); return s0, s1
def do_full(t, a):
    ref = Ref(t, "csv_big" if t.t.get("csv_big") else "csv"); s0, s1 = dbsize(t, ref.csv); log = Log(f"full ({a.fs})", t); fs = a.fs; rng = random.Random(a.seed)
    mp = tempfile.mkdtemp(prefix="fkm-", dir=BASE); img = mp + ".img"; whole = s1 * 5 + (24 << 20); mounted = False
    if fs == "tmpfs": m = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={whole}", "tmpfs", mp], capture_output=True); mounted = m.returncode == 0
    elif fs == "ext4":
        with open(img, "wb") as f: f.truncate(whole)
        subprocess.run(["mkfs.ext4", "-q", "-F", "-m", "0", "-b", "4096", img], check=True, capture_output=True)
        m = subprocess.run(["mount", "-o", "loop", img, mp], capture_output=True); mounted = m.returncode == 0
    if fs != "shim" and not mounted: print("   mounting is not permitted here:", m.stderr.decode().strip(), "- using the shim instead"); fs = "shim"
    try:
        for i in range(a.steps if mounted else 0):
            if out_of_time(): break
            # leave exactly `room` bytes free: from almost nothing to more than enough
            room = 4096 * (1 + int((s1 * 2.6 / 4096) * (i / max(1, a.steps - 1)) ** 1.5))
            ph = t.fresh(mp); ballast = os.path.join(mp, "ballast"); os.sync()
            v = os.statvfs(mp); fill = v.f_bavail * v.f_bsize - room
            if fill > 0:
                with open(ballast, "wb") as f:
                    try: os.posix_fallocate(f.fileno(), 0, fill)
                    except OSError: pass
            rc, o, e = t.run(t.t["import"], dict(ph, csv=ref.csv)); left = [f for f in os.listdir(ph["dir"]) if not f.startswith("x.db")]
            d2 = tempfile.mkdtemp(prefix="fk-", dir=BASE)          # copy out, then judge and try again with room
            for f in os.listdir(ph["dir"]): shutil.copy(os.path.join(ph["dir"], f), d2)
            ph2 = dict(dir=d2, db=os.path.join(d2, "x.db")); after(t, ref, ph2, rc, False, log, f"{fs}, {room} bytes free")
            if left: log.bad.append((f"{room} bytes free", "stray files left: " + ",".join(left)[:80]))
            rm(ph2); rm(ph)
            if os.path.exists(ballast): os.unlink(ballast)
    finally:
        for _ in range(50 if mounted else 0):
            if subprocess.run(["umount", mp], capture_output=True).returncode == 0: break
            time.sleep(0.1)
    if fs == "shim":
        build_shim(); n = count_ops(t, ref.csv, "write,alloc,trunc")
        for k in points(n, a.steps, rng):
            if out_of_time(): break
            ph = t.fresh(); rc, o, e = t.run(t.t["import"], dict(ph, csv=ref.csv), {"LD_PRELOAD": SHIM, "FS_MATCH": ph["db"], "FS_OPS": "write,alloc", "FS_AT": str(k), "FS_FAULT": "ENOSPC", "FS_STICKY": "1"})
            after(t, ref, ph, rc, False, log, f"ENOSPC from write {k}"); rm(ph)
    shutil.rmtree(mp, ignore_errors=True)
    if os.path.exists(img): os.unlink(img)
    return log.done(f"(database {s0} -> {s1} bytes)")

def reader(db, tables, busy, stop, start, q, own):
    obs, waits, errs, n = collections.Counter(), [], collections.Counter(), 0; last = None; back = 0
    c = sqlite3.connect(db, timeout=busy / 1000, isolation_level=None)
    while not stop.is_set():
        t0 = time.time()
        try:
            c.execute("begin"); st = tuple(c.execute(f'select count(*) from "{x}"').fetchone()[0] for x in tables); c.execute("commit")
            obs[st] += 1
            if last is not None and sum(st) < sum(last): back += 1
            last = st
        except sqlite3.OperationalError as e:
            errs[str(e)] += 1
            try: c.execute("rollback")
            except sqlite3.Error: pass
        waits.append(time.time() - t0); n += 1
        if n == 1: start.release()
    c.close(); q.put((obs, max(waits, default=0), errs, n, back))
def do_readers(t, a):
    ref = Ref(t, "csv_big" if t.t.get("csv_big") else "csv"); log = Log(f"readers ({a.readers} readers while importing, busy timeout {a.busy_ms} ms)", t)
    tables = list(ref.all); none = tuple(ref.none.get(x, 0) for x in tables); full = tuple(ref.all[x] for x in tables); polls, mx, imp = 0, 0, []
    for r in range(a.rounds):
        if out_of_time(): break
        ph = t.fresh(); stop = multiprocessing.Event(); start = multiprocessing.Semaphore(0); q = multiprocessing.Queue()
        ps = [multiprocessing.Process(target=reader, args=(ph["db"], tables, a.busy_ms, stop, start, q, i)) for i in range(a.readers)]
        for p in ps: p.start()
        for _ in ps: start.acquire(timeout=10)
        t0 = time.time(); rc, o, e = t.run(t.t["import"], dict(ph, csv=ref.csv)); imp.append(time.time() - t0); time.sleep(0.05); stop.set()
        res = [q.get(timeout=60) for _ in ps]
        for p in ps: p.join(30)
        bad = []
        for obs, w, errs, n, back in res:
            polls += n; mx = max(mx, w)
            for s in obs:
                if s not in (none, full): bad.append("reader saw a partial import")
            if back: bad.append("reader saw the import, then not any more")
            for m, k in errs.items(): bad.append(f"reader error: {m}")
        st, b = state(ph["db"], t); bad += b
        if rc not in t.ok: bad.append(f"import failed while being read: exit {rc} {e.decode()[-80:]!r}")
        elif ref.judge(st) != "all": bad.append("import incomplete")
        log.add(f"import exit {'0' if rc in t.ok else rc}, state {ref.judge(st)}", bad, f"round {r}"); rm(ph)
    return log.done(f"({polls} polls, longest wait of a reader {mx * 1000:.0f} ms, import {ref.T * 1000:.0f} ms alone, {max(imp) * 1000:.0f} ms at worst with readers)")

def do_twin(t, a):
    key = "csv_big" if t.t.get("csv_big") else "csv"; ref = Ref(t, key); log = Log(f"twin ({a.procs} imports at once, {'same file' if a.same else 'different files'})", t)
    if a.same: files = [ref.csv] * a.procs
    else:
        base = t.t.get("csv_other") or t.t.get("csv_big") or t.t["csv"]; files = []
        for i in range(a.procs):
            t.t[f"_c{i}"] = re.sub(r"seed=\w+", f"seed={100 + i}", base) if base.startswith("gen:") else (t.t[key] if i == 0 else base); files.append(t.csv(f"_c{i}"))
    seq = t.fresh()
    for f in files[:1] if a.same else files: t.run(t.t["import"], dict(seq, csv=f))
    want, _ = state(seq["db"], t); rm(seq)
    rng = random.Random(a.seed); worst = 0
    for r in range(a.rounds):
        if out_of_time(): break
        ph = t.fresh(); t0 = time.time(); ps = []
        for f in files:
            p = t.popen(t.t["import"], dict(ph, csv=f))
            ps.append(p); time.sleep(rng.uniform(0, ref.T / 4))
        rcs = [t.finish(p) for p in ps]; worst = max(worst, time.time() - t0); st, bad = state(ph["db"], t); ok = [x[0] in t.ok for x in rcs]
        if any(x[0] == "hang" for x in rcs): bad.append("hang")
        if any(isinstance(x[0], int) and x[0] < 0 for x in rcs): bad.append("died of a signal")
        if a.same:
            if t.t.get("idempotent") and st != want: bad.append("same file imported twice at once: rows doubled or missing")
            if not any(ok): bad.append("no import succeeded")
            if not t.t.get("idempotent") and all(ok): bad.append("same file counted twice, both exits 0 (no duplicate guard)")
        else:
            if all(ok) and st != want: bad.append("both exits 0 but rows are missing or doubled")
            if not all(ok): bad.append("an import failed because of the other one: " + next(x[2].decode("utf-8", "replace").strip()[-60:] for x in rcs if x[0] not in t.ok))
        log.add("exits " + ",".join("0" if o else "err" for o in ok), bad, f"round {r}"); rm(ph)
    return log.done(f"(longest pair {worst * 1000:.0f} ms; one alone {ref.T * 1000:.0f} ms)")

def do_compound(t, a):
    """a second fault while the first one is being repaired"""
    build_shim(); ref = Ref(t); rng = random.Random(a.seed); ops = "write,sync,trunc,alloc,unlink,rename,read,open"; n = count_ops(t, ref.csv, ops); log = Log("compound (killed in the middle, then an error during recovery)", t)
    if not n: log.add("no operation seen", ["nothing intercepted"]); return log.done()
    for i in range(a.n):
        if out_of_time(): break
        ph = t.fresh(); k, j, fl = rng.randint(1, n), rng.randint(1, n), rng.choice(["ENOSPC", "EIO", "TORN", "KILLMID"]); st = rng.choice("01")
        t.run(t.t["import"], dict(ph, csv=ref.csv), {"LD_PRELOAD": SHIM, "FS_MATCH": ph["db"], "FS_OPS": ops, "FS_AT": str(k), "FS_FAULT": rng.choice(["KILL", "KILLMID", "KILLAFTER"])})
        rc, o, e = t.run(t.t["import"], dict(ph, csv=ref.csv), {"LD_PRELOAD": SHIM, "FS_MATCH": ph["db"], "FS_OPS": ops, "FS_AT": str(j), "FS_FAULT": fl, "FS_STICKY": st})
        d = tempfile.mkdtemp(prefix="fkc-", dir=BASE); s1, bad = state(copy_db(ph, d), t); shutil.rmtree(d, ignore_errors=True); j1 = ref.judge(s1) if s1 is not None else "UNREADABLE"; bad = list(bad)
        if j1 == "PARTIAL" and not t.t.get("idempotent") and s1 == {x: 2 * ref.all[x] - ref.none.get(x, 0) for x in ref.all}: j1 = "twice (no duplicate guard)"
        if j1 == "PARTIAL": bad.append("partial import")
        if rc == "hang": bad.append("hang")
        elif rc < 0 and rc != -9: bad.append(f"died of signal {-rc}")
        if t.t.get("idempotent"):
            r, o, e = t.run(t.t["import"], dict(ph, csv=ref.csv)); s2, b2 = state(ph["db"], t); bad += b2
            if (r not in t.ok and not (j1 == "all" and t.t.get("repeat_fails"))) or ref.judge(s2) != "all": bad.append(f"third try, undisturbed: exit {r}, state {ref.judge(s2) if s2 is not None else 'UNREADABLE'}")
        log.add(f"after two faults: state {j1}", bad, f"kill at {k}, then {fl} at {j}"); rm(ph)
    return log.done(f"({n} operations per import)")

def main():
    def term(*_):                                   # end our children, undo mounts
        for p in LIVE:
            if p.poll() is None:
                try: os.killpg(p.pid, signal.SIGKILL)
                except ProcessLookupError: pass
        sys.exit(143)
    signal.signal(signal.SIGTERM, term)
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter); ap.add_argument("what"); ap.add_argument("target")
    ap.add_argument("--n", type=int, default=100); ap.add_argument("--max", type=int, default=400); ap.add_argument("--seed", type=int, default=1); ap.add_argument("--faults", default="ENOSPC,EIO,SHORT,TORN"); ap.add_argument("--ops", default="write,sync,trunc,open,unlink,read,lock")
    ap.add_argument("--backend", default="shim", choices=["shim", "strace"]); ap.add_argument("--variants", type=int, default=6); ap.add_argument("--fs", default="tmpfs", choices=["tmpfs", "ext4", "shim"]); ap.add_argument("--steps", type=int, default=40)
    ap.add_argument("--readers", type=int, default=8); ap.add_argument("--rounds", type=int, default=10); ap.add_argument("--busy-ms", type=int, default=5000); ap.add_argument("--procs", type=int, default=2); ap.add_argument("--same", action="store_true"); ap.add_argument("--quick", action="store_true"); ap.add_argument("--hold", action="store_true"); ap.add_argument("--json"); ap.add_argument("--seconds", type=float)
    a = ap.parse_args()
    global DEADLINE
    t = Target(a.target); t0 = time.time()
    if a.seconds: DEADLINE = t0 + a.seconds
    if t.t.get("needs") and not re.search(rf"^  {t.t['needs']}\b", t.run("{offtake} --help", dict(dir=BASE))[1].decode(), re.M):
        print(f"{t.name}: skipped, since this program has no such command yet"); return 0
    if a.what == "all":
        if a.quick: a.n, a.max, a.steps, a.rounds, a.variants = 15, 6, 8, 2, 4
        ok = True
        for f in (do_kill, do_killop, do_io, do_compound, do_powercut): ok &= f(t, a)
        a.hold = True; ok &= do_powercut(t, a); a.hold = False
        for fs in ("tmpfs", "ext4"): a.fs = fs; ok &= do_full(t, a)
        ok &= do_readers(t, a)
        for s in (False, True): a.same = s; ok &= do_twin(t, a)
    else: ok = globals()["do_" + a.what](t, a)
    if out_of_time(): print(f"{t.name}: cut short after {a.seconds:.0f} s")
    print(f"{'ALL CHECKS HELD' if ok else 'FAULTS FOUND'} in {time.time() - t0:.0f} s")
    if a.json: json.dump(RESULTS, open(a.json, "w"), indent=1)
    return 0 if ok else 1
if __name__ == "__main__": sys.exit(main())
