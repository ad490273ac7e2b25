using DtnBox.Contracts.Transfers;
using static DtnBox.Functions.Tests.Authorization.ColumnSets;

namespace DtnBox.Functions.Tests.Authorization.Rows;

internal static class TransferRows
{
    public static Row[] All { get; } =
    [
        new("GET", "/transfers", Members(200)),

        // Within the node: one grant is half of what it takes, and being administrator is nothing of it.
        new Row("POST", "/transfers", Personal(201) with { Reader = 403, Writer = 403, Administrator = 403 })
            .Json(async things =>
            {
                await things.IdAsync("agent");
                return await things.NewTransferAsync();
            }),
        new("GET", "/transfers/{transfer}", Personal(200)),
        new("GET", "/transfers/events", Members(200)) { Streams = true },
        new("GET", "/transfers/{transfer}/events", Personal(200)) { Streams = true },
        new("GET", "/transfers/{transfer}/objects", Personal(200)),
        new("GET", "/transfers/{transfer}/results", Personal(200)),
        new("GET", "/transfers/{transfer}/tuning", Personal(200)),
        new("POST", "/transfers/{transfer}/stop", Personal(202)),
        new("POST", "/transfers/{stopped}/restart", Personal(202)),

        // The new one belongs to whoever asks, and so it is their own rights that count.
        new("POST", "/transfers/{transfer}/run-again", Personal(201) with { Administrator = 403 }),
        new Row("PUT", "/transfers/{transfer}/deadline", Personal(200)).Json(new ChangeDeadline()),
        new Row("PUT", "/transfers/{transfer}/bandwidth", Personal(200)).Json(new BandwidthPlan(1_000_000)),
        new("DELETE", "/transfers/{transfer}/bandwidth", Personal(200)),
        new("DELETE", "/transfers/{succeeded}", Personal(204)),
        new("GET", "/transfers/{succeeded}/receipt", Personal(200)),
        new("POST", "/transfers/{succeeded}/receipt/signatures", Personal(200)),
        new Row("POST", "/key-lists", Members(200)).Keys(),
    ];
}
