//! What `nwd embed` and `nwd serve` give to pages.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Child;

use crate::run::{TINY, command, copy_of_tiny, edit, folder, nwd, text};

#[test]
fn the_snippet_is_three_lines_with_the_crisis_contacts_in_them() {
    let dist = folder("embed");
    fs::write(dist.join("no-wrong-door.js"), "export {};\n").unwrap();
    let run = nwd(&[
        "embed",
        TINY,
        "--dist",
        text(&dist),
        "--base",
        "https://widget.example/v1/",
    ]);
    assert_eq!(run.status, 0, "{}", run.err);
    let bundle = nwd(&["build", TINY, "-o", text(&dist.join("tiny.json"))]);
    assert_eq!(bundle.status, 0);
    let from_file = nwd(&[
        "embed",
        text(&dist.join("tiny.json")),
        "--dist",
        text(&dist),
        "--base",
        "https://widget.example/v1",
    ]);
    assert_eq!(
        run.out, from_file.out,
        "a folder and the bundle that it is built into are the same"
    );
    insta::assert_snapshot!(run.out);
}

#[test]
fn the_isolated_form_is_a_frame_and_the_page_that_stands_in_it() {
    let dist = folder("isolated");
    fs::write(dist.join("no-wrong-door.isolated.js"), "").unwrap();
    let area = copy_of_tiny("isolated-content");
    let hostile = "</script><script>alert(1)</script>";
    edit(&area.join("locales/en/words.json"), |words| {
        words["embed"]["title"] = hostile.into();
    });
    let embed = |more: &[&str]| {
        let known = ["embed", text(&area), "--dist", text(&dist), "--isolated"];
        nwd(&[&known, more].concat())
    };
    let run = embed(&["--stylesheet", "/our.css", "--audience", "professional"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(
        run.out.starts_with("<iframe src=\"/tiny.html\""),
        "{}",
        run.out
    );
    assert!(!run.out.contains("<script"), "{}", run.out);
    let page = fs::read_to_string(dist.join("tiny.html")).unwrap();
    assert!(page.contains("<link rel=\"stylesheet\" href=\"/our.css\">"));
    assert_eq!(
        page.matches("<script").count(),
        2,
        "the bundle and the element"
    );
    let json = page.split("id=\"bundle\">").nth(1).unwrap();
    let json = json.split("</script>").next().unwrap();
    let built = dist.join("tiny.json");
    assert_eq!(nwd(&["build", text(&area), "-o", text(&built)]).status, 0);
    let built = fs::read_to_string(built).unwrap();
    let value = |json: &str| serde_json::from_str::<serde_json::Value>(json).unwrap();
    assert_eq!(value(json), value(&built), "the bundle is whole");
}

#[test]
fn a_style_sheet_is_for_the_isolated_form_alone() {
    let run = nwd(&["embed", TINY, "--stylesheet", "/our.css"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("--isolated"), "{}", run.err);
}

#[test]
fn a_link_elsewhere_that_is_no_https_link_is_refused() {
    let area = copy_of_tiny("embed-elsewhere");
    let dist = area.with_file_name("dist");
    fs::create_dir_all(&dist).unwrap();
    fs::write(dist.join("no-wrong-door.js"), "export {};\n").unwrap();
    let file = area.join("locales/en/words.json");
    let words = fs::read_to_string(&file).unwrap();
    for link in [
        "javascript:alert(1)",
        "http://help.example/",
        "help.example",
        "",
    ] {
        fs::write(&file, words.replace("https://help.example/", link)).unwrap();
        let run = nwd(&["embed", text(&area), "--dist", text(&dist)]);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{link}");
        let wanted = format!("\"embed.elsewhere-link\" are no https link: \"{link}\"");
        assert!(run.err.contains(&wanted), "{}", run.err);
    }
}

#[test]
fn an_element_that_is_not_built_is_named() {
    let run = nwd(&["embed", TINY, "--dist", "no-such-folder"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(
        run.err.contains("no-such-folder/no-wrong-door.js")
            && run.err.contains("Build the element first"),
        "{}",
        run.err
    );
}

/// A server that is stopped when the test is over.
struct Server(Child, String);

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

impl Server {
    fn start(arguments: &[&str]) -> Server {
        let mut child = command(arguments).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .trim()
            .strip_prefix("Listening on http://")
            .unwrap_or_default()
            .to_owned();
        Server(child, address)
    }

    /// The head and the body of what stands at a path.
    fn get(&self, path: &str, header: &str) -> (String, Vec<u8>) {
        let mut stream = TcpStream::connect(&self.1).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{header}\r\n"
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let split = answer
            .windows(4)
            .position(|window| window == b"\r\n\r\n")
            .unwrap();
        let body = answer.split_off(split + 4);
        (String::from_utf8(answer).unwrap().to_lowercase(), body)
    }
}

#[test]
fn serves_the_element_the_demo_and_fresh_bundles_under_a_strict_policy() {
    let area = copy_of_tiny("serve");
    let dist = area.with_file_name("dist");
    fs::create_dir_all(&dist).unwrap();
    fs::write(dist.join("no-wrong-door.js"), "export {};\n").unwrap();
    fs::write(dist.join("no-wrong-door.wasm"), "wasm").unwrap();
    fs::write(dist.join("no-wrong-door.wasm.br"), "small").unwrap();
    let server = Server::start(&[
        "serve",
        "--port",
        "0",
        "--quiet",
        "--dist",
        text(&dist),
        text(&area),
    ]);

    for (path, header, status, wanted) in [
        ("/", "", "307", "location: /demo/\r"),
        ("/demo", "", "307", "location: /demo/\r"),
        ("/demo/", "", "200", "content-type: text/html\r"),
        (
            "/no-wrong-door.js",
            "",
            "200",
            "content-type: text/javascript\r",
        ),
        (
            "/no-wrong-door.wasm",
            "",
            "200",
            "content-type: application/wasm\r",
        ),
        (
            "/no-wrong-door.wasm",
            "Accept-Encoding: br\r\n",
            "200",
            "content-encoding: br\r",
        ),
        ("/tiny.json", "", "200", "content-type: application/json\r"),
        (
            "/tiny.json",
            "Accept-Encoding: gzip\r\n",
            "200",
            "content-encoding: gzip\r",
        ),
        ("/nothing", "", "404", ""),
        ("/demo/../../../Cargo.toml", "", "404", ""),
        ("/demo/%2e%2e/%2e%2e/Cargo.toml", "", "404", ""),
    ] {
        let (head, _) = server.get(path, header);
        assert!(
            head.starts_with(&format!("http/1.1 {status}")) && head.contains(wanted),
            "{path} {header}: {head}"
        );
        for line in [
            "content-security-policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
             connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-src 'self'; \
             frame-ancestors 'self'; require-trusted-types-for 'script'\r\n",
            "x-content-type-options: nosniff\r\n",
            "referrer-policy: no-referrer\r\n",
            "cache-control: no-cache\r\n",
        ] {
            assert!(head.contains(line), "{path}: {head}");
        }
    }
    let (head, page) = server.get("/tiny.html", "");
    assert!(head.starts_with("http/1.1 200"), "{head}");
    assert!(
        head.contains("policy: default-src 'none'; script-src http: https: 'wasm-unsafe-eval';")
    );
    assert!(!head.contains("connect-src"), "it can send nothing: {head}");
    assert!(String::from_utf8_lossy(&page).contains("id=\"bundle\">{"));
    assert_eq!(
        server
            .get("/no-wrong-door.wasm", "Accept-Encoding: br\r\n")
            .1,
        b"small"
    );

    let file = area.join("area.json");
    let changed = fs::read_to_string(&file)
        .unwrap()
        .replace("2026.11.1", "2026.11.2");
    fs::write(&file, changed).unwrap();
    let (_, body) = server.get("/tiny.json", "");
    assert!(
        String::from_utf8(body).unwrap().contains("2026.11.2"),
        "a change shows on the next request"
    );
    fs::write(&file, "{").unwrap();
    assert!(server.get("/tiny.json", "").0.starts_with("http/1.1 500"));

    let port = server.1.rsplit(':').next().unwrap();
    let second = nwd(&["serve", "--port", port, "--dist", text(&dist), TINY]);
    assert_eq!(second.status, 2);
    assert!(
        second.err.contains(&format!("Port {port} cannot be used"))
            && second.err.contains("--port"),
        "{}",
        second.err
    );
}
