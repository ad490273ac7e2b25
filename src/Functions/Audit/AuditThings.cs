using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Grants;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Functions.Audit;

/// <summary>What a request made, by its answer.</summary>
internal static class AuditThings
{
    /// <summary>The id of what was made; null when nothing was.</summary>
    public static string? MadeBy(object? result)
        => (result as IValueHttpResult)?.Value switch
        {
            EnrolledAgent agent => agent.AgentId,
            KeyListView list => list.Id,
            GrantView grant => $"{grant.NodeId}/{grant.Id}",
            _ => LocationOf(result) is { } location ? location[(location.LastIndexOf('/') + 1)..] : null,
        };

    /// <summary>Created results have a type for each kind of thing, and no type in common that has their location.</summary>
    private static string? LocationOf(object? result)
        => result is IStatusCodeHttpResult { StatusCode: StatusCodes.Status201Created }
            ? result.GetType().GetProperty("Location")?.GetValue(result) as string
            : null;
}
