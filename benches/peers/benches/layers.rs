//! Nanoseconds that each layer adds, beside the bare inner service, in one run.

use std::hint::black_box;
use std::time::Duration;

use criterion::{BatchSize, BenchmarkGroup, Criterion, measurement::WallTime};
use http::{Request, Response};
use peers::cases::{Case, SIZES, Written, hostile, hostile_request};
use peers::subjects::{self, Inner, run};
use peers::{actix, same_answers, table};
use tower_layer::Layer;
use tower_service::Service;

/// Few enough that a request is as near as it is when it was just read.
const BATCH: BatchSize = BatchSize::NumIterations(128);

type Group<'a> = BenchmarkGroup<'a, WallTime>;

fn time<S, R>(group: &mut Group<'_>, name: &str, service: &S, request: &Request<()>)
where
    S: Service<Request<()>, Response = Response<R>, Error = std::convert::Infallible> + Clone,
{
    group.bench_function(name, |bencher| {
        let setup = || request.clone();
        bencher.iter_batched(setup, |request| drop(black_box(run(service, request))), BATCH);
    });
}

fn time_actix(group: &mut Group<'_>, name: &str, run: &actix::Run, request: &Request<()>) {
    group.bench_function(name, |bencher| {
        let setup = || actix::request(request);
        bencher.iter_batched(setup, |request| drop(black_box(run(request))), BATCH);
    });
}

fn layers(criterion: &mut Criterion, room: usize, written: Written, sizes: &[usize]) -> Vec<String> {
    let inner = Inner { room };
    let mut groups = Vec::new();
    for &size in sizes {
        let ours = subjects::corslet(written, size).layer(inner.clone());
        let six = subjects::tower_http_06(written, size).layer(inner.clone());
        let seven = subjects::tower_http_07(written, size).layer(inner.clone());
        for case in Case::ALL {
            let name = format!("{}, {size} {}, room for {room}", case.name(), written.name());
            let request = case.request(written, size);
            let mut group = criterion.benchmark_group(&name);
            time(&mut group, "bare", &inner, &request);
            time(&mut group, "corslet", &ours, &request);
            time(&mut group, "tower-http 0.7", &seven, &request);
            time(&mut group, "tower-http 0.6", &six, &request);
            if written == Written::Exact && room == 16 {
                time_actix(&mut group, "bare actix", &actix::bare(), &request);
                time_actix(&mut group, "actix-cors 0.7", &actix::layered(size), &request);
            }
            group.finish();
            groups.push(name);
        }
    }
    groups
}

fn through_axum(criterion: &mut Criterion) -> Vec<String> {
    let api = || axum::Router::<()>::new().route("/orders/{id}", axum::routing::any(async || "an order"));
    let mut groups = Vec::new();
    for size in [10, 1_000] {
        let subjects = [
            ("bare", api()),
            ("corslet", api().layer(subjects::corslet(Written::Exact, size))),
            ("tower-http 0.7", api().layer(subjects::tower_http_07(Written::Exact, size))),
            ("tower-http 0.6", api().layer(subjects::tower_http_06(Written::Exact, size))),
        ];
        for case in Case::ALL {
            let name = format!("axum, {}, {size} exact", case.name());
            let request = case.request(Written::Exact, size);
            let mut group = criterion.benchmark_group(&name);
            for (subject, router) in &subjects {
                group.bench_function(*subject, |bencher| {
                    let setup = || request.clone().map(|()| axum::body::Body::empty());
                    bencher.iter_batched(setup, |request| drop(black_box(run(router, request))), BATCH);
                });
            }
            group.finish();
            groups.push(name);
        }
    }
    groups
}

fn hostile_lists(criterion: &mut Criterion) -> Vec<String> {
    let inner = Inner { room: 16 };
    let ours = subjects::corslet(Written::Exact, 10).layer(inner.clone());
    let seven = subjects::tower_http_07(Written::Exact, 10).layer(inner.clone());
    let honest = ("honest", Case::Preflight.request(Written::Exact, 10));
    let lists = hostile().into_iter().map(|(name, lines)| (name, hostile_request(&lines)));
    let mut groups = Vec::new();
    for (name, request) in std::iter::once(honest).chain(lists) {
        let name = format!("asks for {name}");
        let mut group = criterion.benchmark_group(&name);
        time(&mut group, "bare", &inner, &request);
        time(&mut group, "corslet", &ours, &request);
        time(&mut group, "tower-http 0.7", &seven, &request);
        time_actix(&mut group, "bare actix", &actix::bare(), &request);
        time_actix(&mut group, "actix-cors 0.7", &actix::layered(10), &request);
        group.finish();
        groups.push(name);
    }
    groups
}

fn compiling(criterion: &mut Criterion) {
    for written in [Written::Exact, Written::Subdomain] {
        let config = subjects::config(written, 10_000);
        let name = format!("compile 10,000 {}", written.name());
        let mut group = criterion.benchmark_group("compile");
        group.sample_size(10);
        group.bench_function(&name, |bencher| bencher.iter(|| black_box(config.compile().is_ok())));
        group.finish();
        println!("{name}: {:.1} ms", table::nanoseconds("compile", &name).unwrap_or(f64::NAN) / 1e6);
    }
}

fn main() {
    same_answers::check();
    let mut criterion = Criterion::default()
        .without_plots()
        .sample_size(30)
        .warm_up_time(Duration::from_millis(150))
        .measurement_time(Duration::from_millis(500))
        .configure_from_args();
    let ours = ["corslet", "tower-http 0.7", "tower-http 0.6"];
    let exact = layers(&mut criterion, 16, Written::Exact, &SIZES);
    let subdomain = layers(&mut criterion, 16, Written::Subdomain, &SIZES);
    let growing = layers(&mut criterion, 2, Written::Exact, &[10]);
    let axum = through_axum(&mut criterion);
    let lists = hostile_lists(&mut criterion);
    compiling(&mut criterion);
    table::print("Exact origins, the last of the list or one byte off it", &exact, "bare", &ours);
    table::print(
        "The same beside actix-cors, over its own bare service",
        &exact,
        "bare actix",
        &["actix-cors 0.7"],
    );
    table::print("Subdomain patterns", &subdomain, "bare", &ours);
    table::print("A response map without room", &growing, "bare", &ours);
    table::print("Through axum's Router", &axum, "bare", &ours);
    table::print("Requested headers", &lists, "bare", &ours[..2]);
    table::print("Requested headers, actix-cors", &lists, "bare actix", &["actix-cors 0.7"]);
}
