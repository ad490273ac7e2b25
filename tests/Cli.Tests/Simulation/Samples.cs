using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Tests.Simulation;

/// <summary>Answers of the API.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset At = new(2026, 11, 23, 1, 2, 3, TimeSpan.Zero);

    public static readonly NodeView Node = new(
        "site-a",
        "Site A",
        "alice",
        At,
        new StoreView(new Uri("https://s3.site-a.example/"), "us-east-1", AddressingStyle.Path, "AKSITEA"),
        [new AgentView("site-a.1", "host-1", "0.1.0", At, At, Online: true)]);

    public static readonly TransferView Transfer = new(
        "t1",
        "Run 7",
        "alice",
        new Location("site-a", "results", "run-7/"),
        new Location("site-b", "incoming", ""),
        new TransferSettings(),
        TransferState.Copying,
        null,
        null,
        1,
        At,
        At.AddSeconds(1),
        null,
        new TransferTotals(false, 40, 4L << 30, 2, 1 << 20, 12, 1L << 30, 3, 1 << 28, 1),
        new Dictionary<string, FaultSummary>());

    public static readonly FaultSummary Denied = new(
        1, "run-7/secret.dat", new Fault(FaultCodes.AccessDenied, "The store said 403.", "Ask the owner of site-a for read rights."));

    public static TransferView Ended(TransferState state) => Transfer with
    {
        State = state,
        EndedAt = At.AddSeconds(91),
        Totals = new TransferTotals(true, 40, 4L << 30, 2, 1 << 20, 40, 4L << 30, 39, 4L << 30, state == TransferState.Succeeded ? 0 : 1),
    };
}
