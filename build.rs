//! Checks what the compiler cannot: that the three catalogues hold the same messages with the same variables and that
//! every asset is present. Writes the list of messages as an enum, so that a missing key fails the build. Stamps the
//! version, and gives the Windows program its icon.

#![allow(clippy::expect_used, clippy::panic, reason = "a build that cannot go on should stop and say why")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use fluent_syntax::ast::{self, Entry, Expression, InlineExpression, PatternElement};

const LANGUAGES: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];
const ICON: &str = "assets/icons/promoplan.ico";
const ASSETS: [&str; 7] = [
    "fonts/NotoSansSC-Regular.ttf",
    "fonts/NotoSansSC-Medium.ttf",
    "fonts/NotoSansTC-Regular.ttf",
    "fonts/NotoSansTC-Medium.ttf",
    "icons/lucide.ttf",
    "icons/promoplan.ico",
    "holidays/cn.txt",
];

struct Message {
    file: String,
    variables: BTreeSet<String>,
    text: String,
}

type Catalogue = BTreeMap<String, Message>;

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let text = root.join("assets/text");
    println!("cargo:rerun-if-changed=assets");
    for asset in ASSETS {
        assert!(root.join("assets").join(asset).is_file(), "assets/{asset} is missing");
    }
    let mut problems = Vec::new();
    let catalogues: Vec<Catalogue> =
        LANGUAGES.iter().map(|language| read_language(&text.join(language), &mut problems)).collect();
    compare(&catalogues, &mut problems);
    assert!(problems.is_empty(), "the text catalogues do not agree:\n{}", problems.join("\n"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("messages.rs"), generate(&text, &catalogues[0])).expect("OUT_DIR can be written");
    stamp_version(&root);
    set_icon(&root);
}

/// The package's version and, in a release from a repository, the commit. A debug build goes without, so that a commit
/// rebuilds nothing; so does one from an archive, or where there is no git.
fn stamp_version(root: &Path) {
    let package = env::var("CARGO_PKG_VERSION").expect("cargo sets it");
    let release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let commit = if release { commit(root) } else { None };
    let version = commit.map_or_else(|| package.clone(), |commit| format!("{package} ({commit})"));
    println!("cargo:rustc-env=PROMOPLAN_VERSION={version}");
}

fn commit(root: &Path) -> Option<String> {
    // in an archive unpacked inside some other repository, that one's commit would say nothing
    let top = git(root, &["rev-parse", "--show-toplevel"])?;
    if fs::canonicalize(top).ok()? != fs::canonicalize(root).ok()? {
        return None;
    }
    for name in ["HEAD", "logs/HEAD"] {
        let path = root.join(git(root, &["rev-parse", "--git-path", name])?);
        if path.is_file() {
            println!("cargo:rerun-if-changed={}", path.display());
        }
    }
    git(root, &["describe", "--always", "--tags", "--abbrev=9"])
}

fn git(root: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").arg("-C").arg(root).args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    (output.status.success() && !text.trim().is_empty()).then(|| text.trim().to_owned())
}

/// The icon in the Windows program. Without a resource compiler the program has none, which is no reason to fail.
fn set_icon(root: &Path) {
    let windows = env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "windows");
    if !windows {
        return;
    }
    let mut resource = winresource::WindowsResource::new();
    resource.set_icon(&root.join(ICON).to_string_lossy());
    if let Err(error) = resource.compile() {
        println!("cargo:warning=the program has no icon: {error}");
    }
}

fn read_language(folder: &Path, problems: &mut Vec<String>) -> Catalogue {
    let mut catalogue = Catalogue::new();
    for path in files(folder) {
        let name = path.file_name().expect("a file").to_string_lossy().into_owned();
        let source = fs::read_to_string(&path).expect("a readable catalogue");
        let resource = match fluent_syntax::parser::parse(source.as_str()) {
            Ok(resource) => resource,
            Err((_, errors)) => {
                problems.push(format!("{}: {errors:?}", path.display()));
                continue;
            }
        };
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let id = message.id.name.to_owned();
            let Some(pattern) = &message.value else {
                problems.push(format!("{}: {id} has no text", path.display()));
                continue;
            };
            let mut variables = BTreeSet::new();
            let mut text = String::new();
            walk(pattern, &mut variables, &mut text);
            let new = Message { file: name.clone(), variables, text };
            if catalogue.insert(id.clone(), new).is_some() {
                problems.push(format!("{}: {id} stands twice", path.display()));
            }
        }
    }
    catalogue
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "ftl"))
        .collect();
    files.sort();
    files
}

fn walk(pattern: &ast::Pattern<&str>, variables: &mut BTreeSet<String>, text: &mut String) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable { expression } => match expression {
                Expression::Inline(inline) => walk_inline(inline, variables, text),
                Expression::Select { selector, variants } => {
                    walk_inline(selector, variables, &mut String::new());
                    for variant in variants {
                        walk(&variant.value, variables, text);
                    }
                }
            },
        }
    }
}

fn walk_inline(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>, text: &mut String) {
    match inline {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
            let _ = write!(text, "{{{}}}", id.name);
        }
        InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => text.push_str(value),
        InlineExpression::Placeable { expression } => {
            if let Expression::Inline(inner) = expression.as_ref() {
                walk_inline(inner, variables, text);
            }
        }
        _ => {}
    }
}

fn compare(catalogues: &[Catalogue], problems: &mut Vec<String>) {
    let first = &catalogues[0];
    for (language, other) in LANGUAGES.iter().zip(catalogues).skip(1) {
        for (id, message) in first {
            match other.get(id) {
                None => problems.push(format!("{language}/{} lacks {id}", message.file)),
                Some(there) if there.variables != message.variables => {
                    problems.push(format!("{language}/{}: {id} has other variables than {}", there.file, LANGUAGES[0]));
                }
                Some(there) if there.file != message.file => {
                    problems.push(format!("{id} stands in {} but in {language} in {}", message.file, there.file));
                }
                Some(_) => {}
            }
        }
        for (id, message) in other {
            if !first.contains_key(id) {
                problems.push(format!("{language}/{}: {id} is unknown to {}", message.file, LANGUAGES[0]));
            }
        }
    }
}

fn generate(text: &Path, catalogue: &Catalogue) -> String {
    let mut code = String::from(
        "/// Every message of the catalogues.\n#[allow(clippy::doc_markdown, reason = \"texts are no documentation\")]\n#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]\npub enum Msg {\n",
    );
    for (id, message) in catalogue {
        let doc = message.text.replace('\n', " ").replace(['[', ']', '<', '>', '`'], "");
        let _ = writeln!(code, "    /// {doc}\n    {},", variant(id));
    }
    code.push_str("}\n\nimpl Msg {\n    /// Every message with its key, in the order of the enum.\n    #[allow(clippy::large_stack_arrays, reason = \"it is promoted to a static\")]\n    pub const ALL: &'static [(Self, &'static str)] = &[\n");
    for id in catalogue.keys() {
        let _ = writeln!(code, "        (Self::{}, {id:?}),", variant(id));
    }
    code.push_str("    ];\n}\n\npub(super) const SOURCES: [&[&str]; 3] = [\n");
    for language in LANGUAGES {
        code.push_str("    &[");
        for path in files(&text.join(language)) {
            let _ = write!(code, "include_str!({:?}), ", path.display().to_string());
        }
        code.push_str("],\n");
    }
    code.push_str("];\n");
    code
}

/// `funnel-title` → `FunnelTitle`.
fn variant(id: &str) -> String {
    id.split(['-', '_'])
        .map(|part| {
            let mut letters = part.chars();
            letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
        })
        .collect()
}
