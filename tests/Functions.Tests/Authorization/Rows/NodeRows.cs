using DtnBox.Contracts.Browse;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.Transfers;
using static DtnBox.Functions.Tests.Authorization.ColumnSets;

namespace DtnBox.Functions.Tests.Authorization.Rows;

internal static class NodeRows
{
    private static readonly StoreSettings Store = new(new Uri("http://127.0.0.1:9"), null, null, "AK", "SK");

    public static Row[] All { get; } =
    [
        new("GET", "/nodes", Members(200)),
        new Row("POST", "/nodes", Operators(201))
            .Json(_ => Task.FromResult<object>(new RegisterNode($"n{Guid.NewGuid():N}"[..12], null, Store))),
        new("GET", "/nodes/{node}", Visitors(200)),
        new Row("PUT", "/nodes/{node}/store", Keepers(200)).Json(Store),
        new Row("PUT", "/nodes/{node}/store/keys", Keepers(200)).Json(new StoreKeys("AK", "SK")),
        new Row("PUT", "/nodes/{node}/store/ca", Keepers(200)).Json(new StoreCa(null)),
        new("POST", "/nodes/{node}/store/probe", Keepers(202)),
        new("POST", "/nodes/{node}/enrollments", Keepers(201)),
        new("GET", "/nodes/{node}/enrollments", Keepers(200)),
        new("DELETE", "/nodes/{node}/enrollments/{code}", Keepers(204)),

        // It has a new code in it, so a token that may only read does not get it.
        new("GET", "/nodes/{node}/bundle", Keepers(200) with { ReadToken = 403 }),
        new("PUT", "/nodes/{node}/drain", Keepers(200)),
        new("DELETE", "/nodes/{node}/drain", Keepers(200)),
        new("DELETE", "/nodes/{node}/agents/{agent}", Keepers(200)),
        new("POST", "/nodes/{node}/rotate-key", Keepers(200)),
        new("POST", "/nodes/{node}/agents/{agent}/rotate-key", Keepers(200)),
        new("PUT", "/nodes/{node}/agents/{agent}/drain", Keepers(200)),
        new("DELETE", "/nodes/{node}/agents/{agent}/drain", Keepers(200)),
        new Row("PUT", "/nodes/{node}/bandwidth", Keepers(200)).Json(new BandwidthPlan(1_000_000)),
        new("DELETE", "/nodes/{node}/bandwidth", Keepers(200)),

        // 503: who may ask is told that the node has no agent. Data is for the owner and who holds a grant, whatever their role.
        new("GET", "/nodes/{node}/buckets", Visitors(503) with { Reader = 200, Writer = 200, Administrator = 200 }),
        new("GET", "/nodes/{node}/objects?bucket=data", Visitors(503) with { Writer = 403, Administrator = 403 }),
        new Row("POST", "/nodes/{node}/folders", Visitors(503) with { Reader = 403, Administrator = 403 })
            .Json(new MakeFolder("data", "folder/")),
        new Row("POST", "/nodes/{node}/objects/delete", Visitors(503) with { Reader = 403, Administrator = 403 })
            .Json(new DeleteObjects("data", ["key"])),
        new Row("POST", "/nodes/{node}/objects/links", Visitors(503) with { Writer = 403, Administrator = 403 })
            .Json(new MakeLink("data", "key", LinkAction.Download)),
    ];
}
