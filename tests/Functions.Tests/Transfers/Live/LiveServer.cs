using DtnBox.Contracts.Commands;
using DtnBox.Contracts.People;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Tests.Nodes;
using DtnBox.Functions.Transfers;

namespace DtnBox.Functions.Tests.Transfers.Live;

/// <summary>Transfers of Ada's, within a node whose agent does nothing.</summary>
internal static class LiveServer
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<string> AddTransferAsync(this ControlPlaneServer server)
    {
        string node = await server.AddNodeAsync();
        await server.AddAgentAsync(node);
        (TransferRow? row, _) = await server.Get<NewTransfers>().CreateAsync(
            new CreateTransfer(new Location(node, "data", "in/"), new Location(node, "data", "out/"), null, null),
            Guid.NewGuid().ToString(),
            new Caller("ada", Role.Operator),
            Cancel);
        return row!.GetId();
    }

    public static Task MoveAsync(this ControlPlaneServer server, string id, params TransferState[] states)
        => server.Get<TransferStore>().ChangeAsync(
            id, row => Array.TrueForAll(states, state => row.TryMove(state, server.Time.GetUtcNow())), Cancel);

    public static Task GiveAsync(this ControlPlaneServer server, string id, string owner)
        => server.Get<TransferStore>().ChangeAsync(
            id,
            row =>
            {
                row.Owner = owner;
                return true;
            },
            Cancel);
}
