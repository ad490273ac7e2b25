using System.Security.Cryptography;
using Azure.Data.Tables;
using DtnBox.Contracts.Grants;
using DtnBox.Functions.Api;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Grants;

/// <summary>The grants of each node.</summary>
internal sealed class GrantStore(
    StorageAccount account, IdempotentRequests requests, GrantDecisions decisions, TimeProvider time)
{
    private TableClient Table => account.Grants;

    /// <summary>Gives a grant, once for each key of its giver.</summary>
    /// <remarks>The key is claimed, then the row is stored; whoever dies in between is completed by the same request.</remarks>
    /// <returns>The grant, perhaps revoked meanwhile; null when the key was used with another request.</returns>
    public async Task<GrantRow?> AddAsync(
        string nodeId, CreateGrant request, string idempotencyKey, string giver, CancellationToken cancellationToken)
    {
        string newId = $"g-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        string? id = await requests.ClaimAsync(
            giver, idempotencyKey, new { nodeId, grant = request }, newId, cancellationToken);
        if (id is null)
        {
            return null;
        }

        var row = new GrantRow
        {
            PartitionKey = nodeId,
            RowKey = GrantRow.Prefix + id,
            Grantee = request.To,
            Right = request.Right,
            Bucket = request.Bucket,
            KeyPrefix = request.Prefix,
            Until = request.Until,
            GrantedBy = giver,
            CreatedAt = time.GetUtcNow(),
            Note = request.Note,
        };
        bool made = await Table.TryInsertAsync(row, cancellationToken);
        decisions.Forget();
        return made ? row : await FindAsync(nodeId, id, cancellationToken);
    }

    public Task<GrantRow?> FindAsync(string nodeId, string id, CancellationToken cancellationToken)
        => Table.FindAsync<GrantRow>(nodeId, GrantRow.Prefix + id, cancellationToken);

    /// <summary>Takes a grant back, at once in this process and within <see cref="GrantDecisions.Lifetime"/> in others.</summary>
    /// <remarks>Taking back twice is taking back once.</remarks>
    /// <returns>False when there is no such grant.</returns>
    public async Task<bool> RevokeAsync(string nodeId, string id, CancellationToken cancellationToken)
    {
        GrantRow? found = await Table.ChangeAsync<GrantRow>(
            nodeId,
            GrantRow.Prefix + id,
            row =>
            {
                bool holds = row.RevokedAt is null;
                row.RevokedAt ??= time.GetUtcNow();
                return holds;
            },
            cancellationToken);
        decisions.Forget();
        return found is not null;
    }

    /// <summary>The grants of a node that were not taken back, those that have ended among them.</summary>
    public IAsyncEnumerable<GrantRow> ListAsync(string nodeId, CancellationToken cancellationToken)
        => Table.ReadRangeAsync<GrantRow>(nodeId, GrantRow.Prefix, cancellationToken: cancellationToken)
            .Where(row => row.RevokedAt is null);

    /// <summary>What somebody holds now, at all nodes.</summary>
    /// <remarks>Reads over all nodes: there are far fewer nodes and grants than a page of this table service has rows.</remarks>
    /// <param name="subject">Their id.</param>
    /// <param name="address">The address that their provider vouches for; null when there is none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<GrantRow> ListHeldAsync(string subject, string? address, CancellationToken cancellationToken)
    {
        string filter = TableClient.CreateQueryFilter(
            $"Grantee eq {subject} or Grantee eq {Grantees.Everyone} or Grantee eq {address ?? subject}");
        DateTimeOffset now = time.GetUtcNow();
        return Table.QueryAsync<GrantRow>(filter, cancellationToken: cancellationToken).Where(row => row.Holds(now));
    }
}
