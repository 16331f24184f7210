"""consumers_test.py SOURCE_FOLDER BUILD_FOLDER [CLASS]: projects of strangers that use the mock.

Each of those in the folder consumers/ is configured, built and run as its owner would: by the package
that `cmake --install` makes, which is moved before it is used, or from the source tree.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT, BUILD = (pathlib.Path(name).resolve() for name in sys.argv[1:3])
CONSUMERS = ROOT / "mock/tests/consumers"
WINDOWS = "x86_64-w64-mingw32-gcc-posix"
BOX = None  # a folder for all that is made here


def run(*words, cwd=None, status=0, **environment):
    """What the command prints; it must end with the status."""
    clean = {name: value for name, value in os.environ.items()
             if not name.startswith(("WTSMOCK", "CMAKE_", "PKG_CONFIG"))}
    done = subprocess.run([str(word) for word in words], cwd=cwd, text=True, timeout=1500,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=clean | {"CMAKE_BUILD_PARALLEL_LEVEL": "2"} | environment)
    if done.returncode != status:
        raise AssertionError(f"{' '.join(map(str, words))}: status {done.returncode}\n{done.stdout}")
    return done.stdout


def package(build, *components):
    """The package in a place to which it was moved, so that it finds nothing where it was made."""
    made, moved = BOX / "made", BOX / "another place" / build.name
    if not moved.exists():
        for component in components:
            run("cmake", "--install", build, "--prefix", made, "--component", component)
        moved.parent.mkdir(exist_ok=True)
        made.rename(moved)
    return moved


def configure(consumer, folder, *options):
    return run("cmake", "-S", CONSUMERS / consumer, "-B", folder, "-G", "Ninja",
               "-DCMAKE_BUILD_TYPE=Debug", *options)


def build_and_test(folder):
    """What ctest prints, after the build."""
    print("\n".join(run("cmake", "--build", folder).splitlines()[-3:]))
    printed = run("ctest", "-V", cwd=folder)
    print("\n".join(line for line in printed.splitlines() if "passed" in line))
    return printed


class Package(unittest.TestCase):
    def test_find_package(self):
        folder = BOX / "find_package"
        configure("find_package", folder, f"-DCMAKE_PREFIX_PATH={package(BUILD, 'mock')}")
        self.assertIn("sessions_test: passed", build_and_test(folder))

    def test_pkg_config(self):
        shutil.copytree(CONSUMERS, BOX / "copy", dirs_exist_ok=True)
        # pkg-config and make separate words by blanks.
        plain = BOX / "plain"
        shutil.copytree(package(BUILD, "mock"), plain)
        printed = run("make", "-C", BOX / "copy/pkg_config", "check",
                      PKG_CONFIG_PATH=str(plain / "lib/pkgconfig"))
        self.assertIn("sessions_test: passed", printed)


def check_clients(test, start, folder, ending=""):
    """Three programs as users write them; `start` runs one."""
    run("cmake", "--build", folder)
    world = str(CONSUMERS / "clients/world.toml")
    listed = start(folder / f"list_server{ending}", "desk", WTSMOCK_WORLD=world)
    test.assertIn("session 1 Console active  user ann from ANNS-PC", listed)
    test.assertRegex(listed, r"process \d+ explorer.exe, \d threads")
    test.assertIn("session 1: answered",
                  start(folder / f"send_message{ending}", "Save your work", WTSMOCK_WORLD=world))
    waited = start(folder / f"wait_events_test{ending}", WTSMOCK_WORLD=world)
    test.assertRegex(waited, "somebody logged (on|off)")
    print(listed + waited)


class More(unittest.TestCase):
    def test_programs_written_for_windows(self):
        folder = BOX / "clients"
        configure("clients", folder, f"-DCMAKE_PREFIX_PATH={package(BUILD, 'mock')}",
                  "-DCMAKE_C_FLAGS=-Wall -Wextra -Werror")
        check_clients(self, run, folder)

    def test_a_missing_component_is_named(self):
        package(BUILD, "mock")
        folder = BOX / "missing"
        folder.mkdir()
        (folder / "CMakeLists.txt").write_text(
            "cmake_minimum_required(VERSION 3.16)\nproject(p NONE)\n"
            "find_package(wtsconform REQUIRED COMPONENTS mock bananas)\n")
        printed = run("cmake", "-S", folder, "-B", folder / "build", status=1,
                      CMAKE_PREFIX_PATH=str(package(BUILD, "mock")))
        self.assertRegex(" ".join(printed.split()), 'component "bananas" is not installed; there are: mock')

    def test_another_version_is_refused(self):
        folder = BOX / "version"
        folder.mkdir()
        (folder / "CMakeLists.txt").write_text(
            "cmake_minimum_required(VERSION 3.16)\nproject(p NONE)\nfind_package(wtsconform 99 REQUIRED)\n")
        printed = run("cmake", "-S", folder, "-B", folder / "build", status=1,
                      CMAKE_PREFIX_PATH=str(package(BUILD, "mock")))
        self.assertIn("requested version \"99\"", " ".join(printed.split()))


class FromSource(unittest.TestCase):
    """Minutes: each compiles the mock."""

    def listed(self, folder):
        return re.findall(r"Test +#\d+: (\S+)", run("ctest", "-N", cwd=folder))

    def check_source(self, consumer):
        folder = BOX / consumer
        printed = configure(consumer, folder, f"-DWTSCONFORM_SOURCE={ROOT}")
        self.assertIn("wtsconform left nothing", printed)
        self.assertIn("sessions_test: passed", build_and_test(folder))
        self.assertEqual(self.listed(folder), ["sessions"])
        run("cmake", "--install", folder, "--prefix", folder / "installed")
        installed = [path.name for path in (folder / "installed").rglob("*") if path.is_file()]
        self.assertEqual(installed, ["sessions_test"])
        self.assertEqual(list(folder.rglob("wtsconform")), [
            each for each in folder.rglob("wtsconform") if each.is_dir()], "no program was built")

    def test_fetch_content(self):
        self.check_source("fetch_content")

    def test_add_subdirectory(self):
        self.check_source("add_subdirectory")
        # If the project asks for it, its installation has the mock too.
        folder = BOX / "add_subdirectory"
        configure("add_subdirectory", folder, f"-DWTSCONFORM_SOURCE={ROOT}", "-DWTSCONFORM_INSTALL=ON")
        run("cmake", "--build", folder)
        run("cmake", "--install", folder, "--prefix", folder / "with_mock")
        configure("find_package", BOX / "found", f"-DCMAKE_PREFIX_PATH={folder / 'with_mock'}",
                  "-DCMAKE_CXX_FLAGS=-fsanitize=address,undefined")
        self.assertIn("sessions_test: passed", build_and_test(BOX / "found"))


@unittest.skipUnless(shutil.which(WINDOWS), f"{WINDOWS} is missing")
class Windows(unittest.TestCase):
    """Minutes: compiles the mock for Windows."""

    @classmethod
    def setUpClass(cls):
        build = BOX / "windows"
        run("cmake", "-S", ROOT, "-B", build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
            f"-DCMAKE_TOOLCHAIN_FILE={ROOT}/cmake/mingw.cmake", "-DCMAKE_UNITY_BUILD=ON",
            "-DWTSCONFORM_TESTS=OFF", "-DWTSCONFORM_PROGRAMS=OFF")
        run("cmake", "--build", build)
        cls.package = package(build, "mock")

    def wine(self, *words, **keywords):
        return run("sh", ROOT / "cmake/scripts/wine.sh", *words, **keywords)

    def test_programs_written_for_windows(self):
        folder = BOX / "clients_mingw"
        configure("clients", folder, f"-DCMAKE_PREFIX_PATH={self.package}",
                  f"-DCMAKE_TOOLCHAIN_FILE={CONSUMERS}/find_package/mingw.cmake",
                  "-DCMAKE_C_FLAGS=-Wall -Wextra -Werror")
        check_clients(self, self.wine, folder, ".exe")

    def test_find_package_with_mingw(self):
        folder = BOX / "find_package_mingw"
        configure("find_package", folder, f"-DCMAKE_PREFIX_PATH={self.package}",
                  f"-DCMAKE_TOOLCHAIN_FILE={CONSUMERS}/find_package/mingw.cmake")
        run("cmake", "--build", folder)
        self.assertIn("libwtsapi32_mock.dll.a", (folder / "build.ninja").read_text())
        self.assertIn("sessions_test: passed", self.wine(folder / "sessions_test.exe"))

    def test_the_import_library_for_msvc(self):
        if not shutil.which("lld-link") or not (self.package / "lib/wtsapi32_mock.lib").exists():
            self.skipTest("lld-link or llvm-dlltool is missing")
        folder = BOX / "msvc"
        folder.mkdir()
        run("clang", "--target=x86_64-pc-windows-msvc", "-c", CONSUMERS / "msvc/program.c", "-o",
            folder / "program.obj")
        run("lld-link", "/entry:start", "/subsystem:console", f"/out:{folder}/program.exe",
            folder / "program.obj", self.package / "lib/wtsapi32_mock.lib")
        shutil.copy(self.package / "bin/wtsapi32_mock.dll", folder)
        self.wine(folder / "program.exe", status=42)

    def test_the_definition_file_lists_the_exports(self):
        names = (self.package / "lib/wtsapi32_mock.def").read_text().split()
        self.assertIn("WTSOpenServerW", names)
        self.assertIn("WtsMockReset", names)
        self.assertNotIn("GetLastError", names)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as box:
        BOX = pathlib.Path(box)
        unittest.main(argv=sys.argv[:1] + sys.argv[3:], verbosity=2)
