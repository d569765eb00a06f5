# SPDX-License-Identifier: GPL-3.0-or-later
"""Warehouses of a test's own: a coordinator and two shards of PostgreSQL, and of MariaDB
with Spider, on free ports of 127.0.0.1 and in a directory that is thrown away.

Every process is ended by the number it was started with. Servers do not run as root: as
root they are given to an unprivileged user.
"""
import glob
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time

SHARDS = 2
START_SECONDS = 40
STOP_SECONDS = 20
COLUMNS = ("cost_centre varchar(12) NOT NULL, account varchar(12) NOT NULL, "
           "fund varchar(8) NOT NULL, project varchar(12) NOT NULL, "
           "period char(14) NOT NULL, measure varchar(12) NOT NULL, amount {} NOT NULL")
FINANCE, PASSWORD = "finance", "pa}s;s {w=\"d' %"
NODE_PASSWORD = "node"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def unprivileged(*names):
    """Arguments of subprocess that make its program run as no root, and that user."""
    if os.geteuid() != 0:
        return {}, None
    for name in (*names, "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}, user
    raise SystemExit("warehouse: there is no unprivileged user to run servers as")


def find(name):
    folders = [os.environ["PATH"], "/usr/sbin",
               *sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True)]
    return shutil.which(name, path=os.pathsep.join(folders))


def missing():
    """Programs and ODBC drivers that are not installed."""
    found = [name for name in ("initdb", "postgres", "psql", "pg_isready", "mariadbd", "mariadb",
                               "mariadb-install-db", "odbcinst") if not find(name)]
    if "odbcinst" not in found:
        drivers = subprocess.run(["odbcinst", "-q", "-d"], capture_output=True, text=True,
                                 check=False).stdout
        found += [name for name in ("PostgreSQL Unicode", "MariaDB Unicode")
                  if f"[{name}]" not in drivers]
    if not glob.glob("/usr/lib/mysql/plugin/ha_spider.so"):
        found.append("ha_spider.so")
    return found


def literal(text):
    return "'" + text.replace("'", "''") + "'"


class Server:
    """One server process; log is where it says what it was asked."""

    def __init__(self, folder, port, log):
        self.folder, self.port, self.log = folder, port, log
        self.process = self.command = self.options = None

    def start(self, command, options, ready):
        self.command, self.options, self.ready = command, options, ready
        with open(self.folder + ".err", "ab") as said:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said,
                                            stderr=said, **options)
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if self.process.poll() is not None:
                break
            if ready():
                return
            time.sleep(0.1)
        with open(self.folder + ".err", errors="replace") as said:
            raise SystemExit(f"warehouse: {command[0]} did not start:\n{said.read()[-1500:]}")

    def again(self):
        self.start(self.command, self.options, self.ready)

    def stop(self, how=signal.SIGINT):
        if not self.process or self.process.poll() is not None:
            return
        self.process.send_signal(how)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def log_size(self):
        return os.path.getsize(self.log) if os.path.exists(self.log) else 0

    def log_since(self, size):
        with open(self.log, errors="replace") as log:
            log.seek(size)
            return log.read()


class Warehouse:
    """What the two have in common; servers[0] is the coordinator."""

    def __init__(self, folder, users):
        self.folder = os.path.join(folder, self.name)
        os.mkdir(self.folder)
        self.options, user = unprivileged(*users)
        if user:
            os.chown(self.folder, user.pw_uid, user.pw_gid)
        self.servers = []

    def run(self, *command, text=None, env=None):
        done = subprocess.run(command, input=text, capture_output=True, text=True,
                              timeout=120, check=False, cwd=self.folder,
                              env={**os.environ, **(env or {}), "LC_ALL": "C.UTF-8"},
                              **(self.options if env is None else {}))
        if done.returncode:
            raise SystemExit(f"warehouse: {command[0]} failed:\n{done.stderr[-1500:]}")
        return done.stdout

    def stop(self):
        for server in self.servers:
            server.stop(self.stopped_by)

    def log_sizes(self):
        return [server.log_size() for server in self.servers[1:]]


class PostgreSQL(Warehouse):
    name, stopped_by = "postgresql", signal.SIGINT
    SETTINGS = ("enable_partitionwise_aggregate = on", "cursor_tuple_fraction = 1")

    def __init__(self, folder):
        super().__init__(folder, ["postgres"])

    def begin(self):
        words = os.path.join(self.folder, "words")
        with open(words, "w", encoding="ascii") as file:
            file.write("admin\n")
        os.chmod(words, 0o644)
        model = os.path.join(self.folder, "model")
        self.run(find("initdb"), "-D", model, "-U", "admin", "-A",
                 "scram-sha-256", f"--pwfile={words}", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        for number in range(SHARDS + 1):
            data = os.path.join(self.folder, f"data{number}")
            self.run("cp", "-a", model, data)
            server = Server(data, free_port(), data + ".err")
            self.servers.append(server)
            server.start([find("postgres"), "-D", data, "-p", str(server.port),
                          "-c", "listen_addresses=127.0.0.1",
                          "-c", "unix_socket_directories=", "-c", "fsync=off",
                          "-c", "shared_buffers=32MB", "-c", "log_statement=all"],
                         self.options, lambda number=number: self.answers(number))
        self.make()

    def answers(self, number):
        return subprocess.run([find("pg_isready"), "-q", "-h", "127.0.0.1", "-p",
                               str(self.servers[number].port)], check=False,
                              timeout=10).returncode == 0

    def sql(self, number, *statements, text=None):
        words = [word for statement in statements for word in ("-c", statement)]
        return self.run("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h",
                        "127.0.0.1", "-p", str(self.servers[number].port), "-U", "admin",
                        "postgres", *words, text=text, env={"PGPASSWORD": "admin"})

    def make(self):
        columns = COLUMNS.format("numeric(14,2)")
        role = [f"CREATE ROLE {FINANCE} LOGIN PASSWORD {{}}",
                f"ALTER ROLE {FINANCE} SET default_transaction_read_only = on",
                f"ALTER ROLE {FINANCE} SET cursor_tuple_fraction = 1"]
        for number in range(1, SHARDS + 1):
            self.sql(number, *(line.format(literal(NODE_PASSWORD)) for line in role),
                     f"CREATE TABLE ledger ({columns})", f"GRANT SELECT ON ledger TO {FINANCE}")
        self.sql(0, *(line.format(literal(PASSWORD)) for line in role),
                 "CREATE EXTENSION postgres_fdw",
                 f"CREATE TABLE ledger ({columns}) PARTITION BY RANGE (cost_centre)",
                 f"GRANT SELECT ON ledger TO {FINANCE}")
        self.settings(True)

    def settings(self, on):
        """What the planner needs to push down; off, as a server comes."""
        self.sql(0, f"ALTER ROLE {FINANCE} " + (
            "SET enable_partitionwise_aggregate = on" if on else
            "RESET enable_partitionwise_aggregate"))

    def load(self, parts, split):
        for number, part in enumerate(parts, 1):
            with open(part, encoding="utf-8") as file:
                self.sql(number, "COPY ledger FROM STDIN (FORMAT csv, FORCE_NOT_NULL (project))",
                         text=file.read())
            self.sql(number, "ANALYZE ledger")
            low, high = ("MINVALUE", literal(split)) if number == 1 else (literal(split),
                                                                          "MAXVALUE")
            port = self.servers[number].port
            self.sql(0, f"CREATE SERVER node{number} FOREIGN DATA WRAPPER postgres_fdw OPTIONS "
                     f"(host '127.0.0.1', port '{port}', dbname 'postgres', "
                     "fdw_tuple_cost '0.2', fetch_size '10000')",
                     f"CREATE USER MAPPING FOR {FINANCE} SERVER node{number} OPTIONS "
                     f"(user '{FINANCE}', password {literal(NODE_PASSWORD)})",
                     f"CREATE USER MAPPING FOR admin SERVER node{number} OPTIONS "
                     "(user 'admin', password 'admin')",
                     f"CREATE FOREIGN TABLE ledger{number} PARTITION OF ledger FOR VALUES FROM "
                     f"({low}) TO ({high}) SERVER node{number} OPTIONS (table_name 'ledger')",
                     f"ANALYZE ledger{number}")

    def quadruple(self):
        for number in range(1, SHARDS + 1):
            self.sql(number, "INSERT INTO ledger SELECT l.* FROM ledger l, "
                     "generate_series(1, 3)", "ANALYZE ledger")

    def connection(self):
        return ("Driver={PostgreSQL Unicode};Server=127.0.0.1;"
                f"Port={self.servers[0].port};Database=postgres;UID={FINANCE}")

    def kill_client(self):
        """A shell command that ends the finance role's connection to the coordinator."""
        return ["env", "PGPASSWORD=admin", "psql", "-X", "-q", "-h", "127.0.0.1", "-p",
                str(self.servers[0].port), "-U", "admin", "postgres", "-c",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                f"WHERE usename = '{FINANCE}'"]

    def shard_reads(self, sizes):
        """Statements that read the ledger at the shards since, each as one line."""
        text = " ".join(server.log_since(size).replace("\n", " ") for server, size
                        in zip(self.servers[1:], sizes))
        return [part for part in text.split("LOG:") if "FROM public.ledger" in part]


class MariaDB(Warehouse):
    name, stopped_by = "mariadb", signal.SIGTERM

    def __init__(self, folder):
        super().__init__(folder, ["mysql"])

    def begin(self):
        model = os.path.join(self.folder, "model")
        self.run(find("mariadb-install-db"), "--no-defaults", f"--datadir={model}",
                 "--auth-root-authentication-method=normal", "--skip-test-db", "--basedir=/usr",
                 "--skip-name-resolve")
        for number in range(SHARDS + 1):
            data = os.path.join(self.folder, f"data{number}")
            self.run("cp", "-a", model, data)
            server = Server(data, free_port(), data + ".log")
            self.servers.append(server)
            server.start([find("mariadbd"), "--no-defaults", f"--datadir={data}",
                          "--basedir=/usr", f"--port={server.port}", "--bind-address=127.0.0.1",
                          "--socket=s.sock", "--pid-file=s.pid", "--skip-name-resolve",
                          "--skip-log-bin", "--innodb-buffer-pool-size=64M",
                          "--innodb-flush-log-at-trx-commit=0", "--local-infile=1",
                          "--general-log=1", f"--general-log-file={server.log}"],
                         self.options, lambda number=number: self.answers(number))
        self.make()

    def client(self, number):
        return ["mariadb", "--no-defaults", "-uroot", "--protocol=tcp", "-h127.0.0.1",
                f"-P{self.servers[number].port}", "--local-infile=1", "-N"]

    def answers(self, number):
        return subprocess.run([*self.client(number), "-e", "SELECT 1"], check=False,
                              capture_output=True, timeout=10).returncode == 0

    def sql(self, number, *statements):
        return self.run(*self.client(number), "-e", "; ".join(statements), env={})

    def make(self):
        for number in range(1, SHARDS + 1):
            self.sql(number, "CREATE DATABASE gl",
                     f"CREATE USER {FINANCE}@127.0.0.1 IDENTIFIED BY {literal(NODE_PASSWORD)}",
                     f"GRANT SELECT ON gl.* TO {FINANCE}@127.0.0.1",
                     f"CREATE TABLE gl.ledger ({COLUMNS.format('decimal(14,2)')}, "
                     "KEY (cost_centre)) ENGINE=InnoDB CHARSET utf8mb4")
        self.sql(0, "INSTALL SONAME 'ha_spider'")
        self.sql(0, "CREATE DATABASE gl",
                 f"CREATE USER {FINANCE}@127.0.0.1 IDENTIFIED BY {literal(PASSWORD)}",
                 f"GRANT SELECT ON gl.* TO {FINANCE}@127.0.0.1")

    def settings(self, on):
        self.sql(0, f"SET GLOBAL spider_direct_aggregate = {int(on)}")

    def load(self, parts, split):
        for number, part in enumerate(parts, 1):
            self.sql(number, f"LOAD DATA LOCAL INFILE {literal(part)} INTO TABLE gl.ledger "
                     "CHARACTER SET utf8mb4 FIELDS TERMINATED BY ','")
            self.sql(0, f"CREATE SERVER node{number} FOREIGN DATA WRAPPER mysql OPTIONS "
                     f"(HOST '127.0.0.1', PORT {self.servers[number].port}, DATABASE 'gl', "
                     f"USER '{FINANCE}', PASSWORD {literal(NODE_PASSWORD)})")
        self.sql(0, f"CREATE TABLE gl.ledger ({COLUMNS.format('decimal(14,2)')}, "
                 "KEY (cost_centre)) ENGINE=SPIDER CHARSET utf8mb4 "
                 "COMMENT='wrapper \"mysql\", table \"ledger\"' "
                 "PARTITION BY RANGE COLUMNS (cost_centre) ("
                 f"PARTITION p1 VALUES LESS THAN ({literal(split)}) COMMENT='srv \"node1\"', "
                 "PARTITION p2 VALUES LESS THAN (MAXVALUE) COMMENT='srv \"node2\"')")

    def quadruple(self):
        for number in range(1, SHARDS + 1):
            self.sql(number, "INSERT INTO gl.ledger SELECT l.* FROM gl.ledger l, "
                     "(SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) n")

    def connection(self):
        return ("Driver={MariaDB Unicode};Server=127.0.0.1;"
                f"Port={self.servers[0].port};Database=gl;UID={FINANCE}")

    def kill_client(self):
        return [*self.client(0), "-e", f"KILL CONNECTION USER {FINANCE}@127.0.0.1"]

    def shard_reads(self, sizes):
        lines = [line for server, size in zip(self.servers[1:], sizes)
                 for line in server.log_since(size).splitlines()]
        return [line for line in lines if "from `gl`.`ledger`" in line]
