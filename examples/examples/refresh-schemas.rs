//! Writes the schemas of a QEMU source tree without their prose: `refresh-schemas QEMU_TREE VERSION [DESTINATION]`.
//!
//! The files keep QEMU's file names and includes. The default destination is `schemas/qemu` of this project.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Component, Path, PathBuf};
use std::{env, fs};

use qapi_parser::{Loader, print};

/// Folders of the schemas in a QEMU source tree: monitor, guest agent, storage daemon.
const SCHEMAS: [&str; 3] = ["qapi", "qga", "storage-daemon/qapi"];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(tree), Some(version)) = (arguments.next(), arguments.next()) else {
        return Err("usage: refresh-schemas QEMU_TREE VERSION [DESTINATION]".into());
    };
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas/qemu");
    let elsewhere = arguments.next().map(PathBuf::from);
    let files = read(Path::new(&tree), &version)?;
    if elsewhere.is_none() && here.exists() {
        // The file of a module that QEMU has removed is deleted.
        fs::remove_dir_all(&here)?;
    }
    let destination = elsewhere.unwrap_or(here);
    for (path, text) in &files {
        let path = destination.join(path);
        fs::create_dir_all(path.parent().ok_or("the path of a file has no folder")?)?;
        fs::write(path, text)?;
    }
    Ok(())
}

/// Text of each file, by its path in the tree.
fn read(tree: &Path, version: &str) -> Result<BTreeMap<PathBuf, String>, Box<dyn Error>> {
    let header = format!(
        "# The interface of QEMU {version}, without its prose.\n# Written by `refresh-schemas`: changes by hand get lost.\n\n"
    );
    let mut files = BTreeMap::new();
    for folder in SCHEMAS {
        let schema = Loader::new().load(tree.join(folder).join("qapi-schema.json"))?;
        for (module, text) in print(&schema) {
            let path = within(folder, &schema[module].name);
            let text = format!("{header}{text}");
            // The schemas share modules. The text of a module is the same in each schema.
            if files
                .insert(path.clone(), text.clone())
                .is_some_and(|before| before != text)
            {
                return Err(format!("{} differs between schemas", path.display()).into());
            }
        }
    }
    Ok(files)
}

/// Path of a module from the top of the tree; `module` is relative to `folder`.
fn within(folder: &str, module: &str) -> PathBuf {
    let mut path = PathBuf::new();
    for part in Path::new(folder).join(module).components() {
        match part {
            Component::ParentDir => drop(path.pop()),
            part => path.push(part),
        }
    }
    path
}
