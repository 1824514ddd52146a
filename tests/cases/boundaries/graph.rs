//! Circles in a graph of names, whatever the names are: crates here, files of the page there.

use std::collections::{BTreeMap, BTreeSet};

/// Who imports whom.
pub type Graph = BTreeMap<String, BTreeSet<String>>;

/// One circle for each knot, written `a -> b -> a`; empty when there is none.
pub fn circles(graph: &Graph) -> Vec<String> {
    let mut done = BTreeSet::new();
    let mut found = Vec::new();
    for start in graph.keys() {
        let mut trail = Vec::new();
        walk(graph, start, &mut trail, &mut done, &mut found);
    }
    found
}

fn walk(
    graph: &Graph,
    node: &str,
    trail: &mut Vec<String>,
    done: &mut BTreeSet<String>,
    found: &mut Vec<String>,
) {
    if let Some(first) = trail.iter().position(|seen| seen == node) {
        found.push(format!("{} -> {node}", trail[first..].join(" -> ")));
        return;
    }
    if done.contains(node) {
        return;
    }
    trail.push(node.to_owned());
    for next in graph.get(node).into_iter().flatten() {
        walk(graph, next, trail, done, found);
    }
    trail.pop();
    done.insert(node.to_owned());
}

#[test]
fn a_circle_is_found_and_a_diamond_is_none() {
    let graph = |edges: &[(&str, &str)]| {
        let mut graph = Graph::new();
        for (from, to) in edges {
            graph.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        graph
    };
    let diamond =
        graph(&[("app", "store"), ("app", "render"), ("store", "domain"), ("render", "domain")]);
    assert_eq!(circles(&diamond), Vec::<String>::new());
    let circle = graph(&[("app", "store"), ("store", "domain"), ("domain", "app")]);
    assert_eq!(circles(&circle), ["app -> store -> domain -> app"]);
    assert_eq!(circles(&graph(&[("a", "a")])), ["a -> a"]);
}
