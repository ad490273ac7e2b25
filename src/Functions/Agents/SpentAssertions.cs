using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using DtnBox.Functions.Storage;
using Microsoft.IdentityModel.JsonWebTokens;

namespace DtnBox.Functions.Agents;

/// <summary>Remembers which assertions were used, for as long as they could be used again.</summary>
/// <remarks>
/// A row for each, inserted only if it is not there, under the hour in which the assertion expires: the same assertion
/// always finds its own row, and whole hours can be forgotten together.
/// </remarks>
internal sealed class SpentAssertions(StorageAccount account, TimeProvider time)
{
    private const string PartitionPrefix = "assertion|";
    private const int MostInOneTransaction = 100;

    /// <summary>Uses an assertion that was found valid; false when it was used before.</summary>
    public Task<bool> TrySpendAsync(AgentId agent, string assertion, CancellationToken cancellationToken)
    {
        var token = new JsonWebToken(assertion);
        return account.Agents.TryInsertAsync(
            new SpentAssertionRow
            {
                PartitionKey = PartitionOf(token.ValidTo),
                RowKey = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{agent}\n{token.Id}"))),
            },
            cancellationToken);
    }

    /// <summary>Forgets those that expired more than an hour ago, which is longer than clocks may differ.</summary>
    /// <returns>How many were forgotten.</returns>
    public async Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        string end = PartitionOf(time.GetUtcNow().UtcDateTime.AddHours(-1));
        IAsyncEnumerable<SpentAssertionRow> old = account.Agents.QueryAsync<SpentAssertionRow>(
            TableClient.CreateQueryFilter($"PartitionKey ge {PartitionPrefix} and PartitionKey lt {end}"),
            cancellationToken: cancellationToken);
        int forgotten = 0;
        await foreach (SpentAssertionRow[] some in old.Chunk(MostInOneTransaction).WithCancellation(cancellationToken))
        {
            foreach (IGrouping<string, SpentAssertionRow> hour in some.GroupBy(row => row.PartitionKey, StringComparer.Ordinal))
            {
                // Another instance may be at it: then what is left is for the next run.
                forgotten += await account.Agents.TrySubmitAsync(hour.Select(TableAccess.Delete), cancellationToken)
                    ? hour.Count()
                    : 0;
            }
        }

        return forgotten;
    }

    private static string PartitionOf(DateTime moment)
        => PartitionPrefix + moment.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);
}

/// <summary>An assertion that was used: partition = the hour of its expiry, row = hash of agent and <c>jti</c>.</summary>
internal sealed class SpentAssertionRow : TableRow;
