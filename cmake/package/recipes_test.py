"""recipes_test.py SOURCE_FOLDER: the recipes for vcpkg and Conan, without either: with stand-ins for what
they call, their sources are configured, built, installed and found."""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import types
import unittest

ROOT = pathlib.Path(sys.argv[1]).resolve()
PACKAGE = ROOT / "cmake/package"
OFF = ["-DWTSCONFORM_TESTS=OFF", "-DWTSCONFORM_PROGRAMS=OFF"]


def version():
    text = (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")
    return re.search(r"project\(wtsconform VERSION (\S+)", text).group(1)


def run(*words):
    done = subprocess.run(words, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert done.returncode == 0, done.stdout
    return done.stdout


def copy(_, pattern, src, dst):
    for found in pathlib.Path(src).glob(pattern.replace("/*", "/**/*")):
        if found.is_file():
            to = pathlib.Path(dst) / found.relative_to(src)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(found, to)


def conan_recipe():
    """The class of the recipe, with Conan's modules replaced."""
    conan = types.ModuleType("conan")
    conan.ConanFile = object
    tools = types.ModuleType("conan.tools.cmake")
    for name in ("CMake", "CMakeDeps", "CMakeToolchain", "cmake_layout"):
        setattr(tools, name, None)
    files = types.ModuleType("conan.tools.files")
    files.copy = copy
    files.load = lambda _, path: pathlib.Path(path).read_text(encoding="utf-8")
    sys.modules.update({"conan": conan, "conan.tools": types.ModuleType("conan.tools"),
                        "conan.tools.cmake": tools, "conan.tools.files": files})
    scope = {}
    text = (PACKAGE / "conan/conanfile.py").read_text(encoding="utf-8")
    exec(compile(text, "conanfile.py", "exec"), scope)  # pylint: disable=exec-used
    return scope["Wtsconform"]()


class Recipes(unittest.TestCase):
    def test_conan_takes_along_what_the_build_needs(self):
        recipe = conan_recipe()
        recipe.recipe_folder = str(PACKAGE / "conan")
        recipe.set_version()
        self.assertEqual(recipe.version, version())
        with tempfile.TemporaryDirectory() as folder:
            recipe.export_sources_folder = folder + "/source"
            recipe.export_sources()
            run("cmake", "-S", folder + "/source", "-B", folder + "/build", "-G", "Ninja", *OFF,
                "-DCMAKE_INSTALL_PREFIX=" + folder + "/installed")
            run("cmake", "--build", folder + "/build", "--target", "install")
            self.assertTrue(list(pathlib.Path(folder, "installed").rglob("wtsconform-config.cmake")))

    def test_vcpkg_configures_this_tree(self):
        manifest = json.loads((PACKAGE / "vcpkg/vcpkg.json").read_text(encoding="utf-8"))
        self.assertEqual(manifest["version"], version())
        with tempfile.TemporaryDirectory() as folder:
            script = pathlib.Path(folder, "run.cmake")
            stand_ins = "".join(
                f"function({name})\n  message(STATUS \"{name} ${{ARGN}}\")\nendfunction()\n"
                for name in ("vcpkg_cmake_configure", "vcpkg_cmake_install",
                             "vcpkg_cmake_config_fixup", "vcpkg_fixup_pkgconfig",
                             "vcpkg_install_copyright"))
            script.write_text(f"{stand_ins}set(CURRENT_PORT_DIR {PACKAGE}/vcpkg)\n"
                              f"set(CURRENT_PACKAGES_DIR {folder})\n"
                              f"include({PACKAGE}/vcpkg/portfile.cmake)\n", encoding="utf-8")
            out = run("cmake", "-P", str(script))
        self.assertIn(f"vcpkg_cmake_configure SOURCE_PATH;{ROOT};OPTIONS;" + ";".join(OFF), out)
        self.assertIn(f"vcpkg_install_copyright FILE_LIST;{ROOT}/LICENSE", out)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
