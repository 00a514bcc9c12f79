fn main() {
    let path = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    match promoplan::file::open(&path) {
        Ok(opened) => std::fs::write(&path, promoplan::file::write(&opened.project).unwrap()).unwrap(),
        Err(e) => println!("{e:?}"),
    }
}
