using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Commands;

namespace DtnBox.Functions.Transfers.Keyless;

/// <summary>Says which of a transfer's keys its commands may carry, and to whom such commands may go.</summary>
internal sealed class KeyAccess(TransferStore transfers)
{
    /// <summary>Whether they may carry the keys of another node's store. A transfer that nobody knows shares nothing.</summary>
    public static bool AreShared(TransferRow? transfer) => transfer is { KeyMode: KeyMode.Shared };

    /// <summary>
    /// Whether an agent can do a command. One that says nothing of what it knows is older than keyless transfers: of
    /// those, it would take even the commands whose names it knows for something else.
    /// </summary>
    public async Task<bool> KnowsHowAsync(
        OpenCommandRow command, LeaseCommands request, CancellationToken cancellationToken)
        => request.Knows is { } known
            ? known.Contains(command.Name)
            : await transfers.FindAsync(command.TransferId, cancellationToken) is not { KeyMode: KeyMode.Keyless };
}
