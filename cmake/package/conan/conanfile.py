"""The mock and the header as a Conan 2 package, of the tree that this lies in:

    conan create cmake/package/conan
"""
import os
import re

from conan import ConanFile
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load


class Wtsconform(ConanFile):
    name = "wtsconform"
    license = "MIT"
    description = ("A mock of the Remote Desktop Services API (Wtsapi32) for tests of programs that "
                   "call it")
    package_type = "shared-library"
    settings = "os", "arch", "compiler", "build_type"

    @property
    def _tree(self):
        return os.path.normpath(os.path.join(self.recipe_folder, "..", "..", ".."))

    def set_version(self):
        text = load(self, os.path.join(self._tree, "CMakeLists.txt"))
        self.version = re.search(r"project\(wtsconform VERSION (\S+)", text).group(1)

    def export_sources(self):
        for each in ("CMakeLists.txt", "LICENSE", "cmake/*", "mock/*", "spec/*"):
            copy(self, each, src=self._tree, dst=self.export_sources_folder)

    def requirements(self):
        self.requires("tomlplusplus/[>=3.0]")

    def layout(self):
        cmake_layout(self)

    def generate(self):
        CMakeDeps(self).generate()
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["WTSCONFORM_TESTS"] = False
        toolchain.cache_variables["WTSCONFORM_PROGRAMS"] = False
        toolchain.generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        CMake(self).install()
        copy(self, "LICENSE", src=self.source_folder, dst=os.path.join(self.package_folder, "licenses"))

    def package_info(self):
        # The package's own CMake files are used, with the targets that docs/in-your-build.md names.
        self.cpp_info.set_property("cmake_find_mode", "none")
        self.cpp_info.builddirs.append(os.path.join("lib", "cmake", "wtsconform"))
        self.cpp_info.libs = ["wtsapi32mock"]
        self.cpp_info.includedirs = ["include/wtsconform"]
