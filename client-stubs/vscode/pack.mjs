// Writes a .vsix: a zip with the manifest of Visual Studio and, below extension/, what is installed.
// The same files always give the same bytes.

import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";

/** What is installed; everything else of the folder is for its authors. */
const INSTALLED = ["package.json", "README.md", "LICENSE.txt", "language-configuration.json", "dist/extension.cjs", "dist/run.js", "dist/graph.js"];
const FOLDERS = ["media", "syntaxes", "snippets", "walkthrough"];

export async function writeVsix(file, manifest) {
  const inside = (await Promise.all(FOLDERS.map(async (folder) => (await readdir(folder)).sort().map((name) => join(folder, name))))).flat();
  const files = await Promise.all([...INSTALLED, ...inside].map(async (name) => ({ name: `extension/${name}`, bytes: await contentOf(name, manifest) })));
  await writeFile(file, zipped([
    { name: "extension.vsixmanifest", bytes: Buffer.from(vsixManifest(manifest)) },
    { name: "[Content_Types].xml", bytes: Buffer.from(contentTypes(files)) },
    ...files,
  ]));
}

/** The installed manifest names nothing that is only needed to build. */
function contentOf(name, manifest) {
  if (name === "LICENSE.txt") {
    return readFile("../../LICENSE");
  }
  if (name !== "package.json") {
    return readFile(name);
  }
  const { scripts: _scripts, devDependencies: _dev, private: _private, ...installed } = manifest;
  return Buffer.from(`${JSON.stringify(installed, undefined, 2)}\n`);
}

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

function vsixManifest({ name, publisher, version, displayName, description, categories, engines, keywords, icon }) {
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="${name}" Version="${version}" Publisher="${publisher}"/>
    <DisplayName>${escaped(displayName)}</DisplayName>
    <Description xml:space="preserve">${escaped(description)}</Description>
    <Tags>${keywords.join(",")}</Tags>
    <Categories>${categories.join(",")}</Categories>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${escaped(engines.vscode)}"/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="workspace"/>
    </Properties>
    <License>extension/LICENSE.txt</License>
    <Icon>extension/${icon}</Icon>
  </Metadata>
  <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Icons.Default" Path="extension/${icon}" Addressable="true"/>
  </Assets>
</PackageManifest>
`;
}

function contentTypes(files) {
  const types = { json: "application/json", js: "application/javascript", cjs: "application/javascript", md: "text/markdown", txt: "text/plain", css: "text/css", svg: "image/svg+xml", png: "image/png", vsixmanifest: "text/xml" };
  const used = new Set(["vsixmanifest", ...files.map(({ name }) => name.split(".").at(-1))]);
  const rows = [...used].sort().map((end) => `<Default Extension=".${end}" ContentType="${types[end]}"/>`);
  return `<?xml version="1.0" encoding="utf-8"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${rows.join("")}</Types>\n`;
}

/** A zip of files, all dated 1980-01-01. */
export function zipped(files) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const packed = deflateRawSync(bytes, { level: 9 });
    const shared = header(Buffer.byteLength(name), bytes, packed);
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), shared, Buffer.from(name), packed]);
    const central = Buffer.alloc(14);
    central.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), shared, central, Buffer.from(name)]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

/** What the header of a file and its entry in the directory have in common. */
function header(nameLength, bytes, packed) {
  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(20, 0);
  shared.writeUInt16LE(0x0800, 2);
  shared.writeUInt16LE(8, 4);
  shared.writeUInt16LE(0x21, 8);
  shared.writeUInt32LE(crc32(bytes), 10);
  shared.writeUInt32LE(packed.length, 14);
  shared.writeUInt32LE(bytes.length, 18);
  shared.writeUInt16LE(nameLength, 22);
  return shared;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit++) {
    value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  }
  return value;
});

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc = TABLE[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
