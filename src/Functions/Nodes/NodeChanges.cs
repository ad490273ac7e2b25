using System.Security.Claims;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Nodes;

/// <summary>Changes of a node by who may change it, answered with the node as it is then.</summary>
internal sealed class NodeChanges(NodeDirectory nodes, NodeViews views)
{
    /// <param name="id">The node.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="errors">What is wrong with what they sent; heard only by who may change the node.</param>
    /// <param name="change">Changes it; null when it is gone.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Results<Ok<NodeView>, ProblemHttpResult>> ApplyAsync(
        string id,
        ClaimsPrincipal user,
        FieldErrors errors,
        Func<NodeDirectory, Task<NodeRow?>> change,
        CancellationToken cancellationToken)
    {
        if (await nodes.OwnedAsync(id, user, cancellationToken) is null)
        {
            return Problems.NotFound("node", id);
        }

        if (errors.Any)
        {
            return Problems.Invalid(errors.ToDictionary());
        }

        return await change(nodes) is { } changed
            ? TypedResults.Ok(await views.ViewAsync(changed, user, cancellationToken))
            : Problems.NotFound("node", id);
    }
}
