using System.Security.Claims;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Api;
using DtnBox.Functions.Commands;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace DtnBox.Functions.Transfers.Ledger;

/// <summary>The command in whose name an agent reads or writes: it must hold it, by the lease that it was given.</summary>
/// <param name="Id">The command.</param>
/// <param name="LeaseId">The lease.</param>
/// <param name="User">The agent.</param>
/// <param name="Leases">Who holds what.</param>
internal sealed record HeldCommand(
    string Id, [FromHeader(Name = "X-Lease-Id")] string LeaseId, ClaimsPrincipal User, CommandLeases Leases)
{
    /// <summary>The command's row, or null when the agent does not hold it, or no longer.</summary>
    public Task<OpenCommandRow?> FindAsync(CancellationToken cancellationToken)
        => Leases.HeldAsync(
            AgentId.Parse(User.FindFirstValue(ClaimTypes.NameIdentifier)!)!.Value, Id, LeaseId, cancellationToken);

    /// <summary>Writes the lines that a request brings, if the command may write them.</summary>
    public async Task<Results<NoContent, ProblemHttpResult>> WriteAsync(
        HttpRequest request,
        Predicate<OpenCommandRow> mayWrite,
        Func<OpenCommandRow, BinaryData, Task> write,
        CancellationToken cancellationToken)
    {
        OpenCommandRow? held = await FindAsync(cancellationToken);
        if (held is null || !mayWrite(held))
        {
            return Problems.LeaseLost(Id);
        }

        if (await LedgerBody.ReadAsync(request, cancellationToken) is not { } lines)
        {
            return LedgerBody.Refusal();
        }

        await write(held, lines);
        return TypedResults.NoContent();
    }
}
