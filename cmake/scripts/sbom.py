"""sbom.py FILE VERSION: an SPDX 2.3 document of a file of a release, in JSON: what is linked into its
programs, by cmake/package/libraries.txt, in the versions that are installed."""
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import time

TREE = pathlib.Path(__file__).resolve().parents[2]


def libraries(system):
    """(package, name, licence) of each library in a program for that system."""
    for line in (TREE / "cmake/package/libraries.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            package, where, name, licence = line.split(maxsplit=3)
            if where in ("both", system):
                yield package, name.replace("_", " "), licence


def version_of(package):
    return subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], check=True, text=True,
                          stdout=subprocess.PIPE).stdout


def spdx_package(number, name, version, licence, **more):
    return {"SPDXID": f"SPDXRef-{number}", "name": name, "versionInfo": version,
            "downloadLocation": "NOASSERTION", "filesAnalyzed": False,
            "licenseConcluded": licence, "licenseDeclared": licence,
            "copyrightText": "NOASSERTION", **more}


def document(file, version):
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    system = "windows" if file.suffix == ".zip" else "linux"
    created = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"])))
    packages = [spdx_package("wtsconform", "wtsconform", version, "MIT", packageFileName=file.name,
                             checksums=[{"algorithm": "SHA256", "checksumValue": digest}])]
    relationships = [{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
                      "relatedSpdxElement": "SPDXRef-wtsconform"}]
    for package, name, licence in libraries(system):
        packages.append(spdx_package(package.replace("+", "x"), name, version_of(package), licence))
        relationships.append({"spdxElementId": "SPDXRef-wtsconform", "relationshipType": "STATIC_LINK",
                              "relatedSpdxElement": packages[-1]["SPDXID"]})
    return {"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
            "name": file.name, "documentNamespace": f"urn:sha256:{digest}",
            "creationInfo": {"created": created, "creators": ["Tool: wtsconform-release"]},
            "packages": packages, "relationships": relationships}


print(json.dumps(document(pathlib.Path(sys.argv[1]), sys.argv[2]), indent=1))
