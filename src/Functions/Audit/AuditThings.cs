using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Browse;
using DtnBox.Contracts.Grants;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Functions.Audit;

/// <summary>What a request made, by its answer.</summary>
internal static class AuditThings
{
    /// <summary>Room for the longest key and what stands beside it.</summary>
    private const int LongestThing = 2_000;

    /// <summary>What in a node's store a request is about, as far as it can be read; null when it is about nothing there.</summary>
    public static string? AskedFor(string? nodeId, IEnumerable<object?> arguments)
        => arguments.Select(argument => argument switch
        {
            MakeFolder folder => $"{nodeId}:{folder.Bucket}/{folder.Prefix}",
            DeleteObjects { Keys: [var key] } deleted => $"{nodeId}:{deleted.Bucket}/{key}",
            DeleteObjects { Keys: [var key, ..] keys } deleted => $"{nodeId}:{deleted.Bucket}/{key} and {keys.Count - 1} more",
            MakeLink link => $"{nodeId}:{link.Bucket}/{link.Key} ({link.Action})",
            _ => null,
        }).FirstOrDefault(thing => thing is not null) is { } named
            ? named.Length <= LongestThing ? named : named[..LongestThing]
            : null;

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
