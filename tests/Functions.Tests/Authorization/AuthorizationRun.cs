using DtnBox.Functions.Audit;
using DtnBox.Functions.Storage;
using Microsoft.AspNetCore.Routing;

namespace DtnBox.Functions.Tests.Authorization;

/// <summary>Asks everything once: each row's callers one after the other, several rows at a time.</summary>
public sealed class AuthorizationRun : IAsyncLifetime
{
    private const int RowsAtATime = 4;
    private const int TextLength = 300;

    private AuthorizationServer? _server;

    internal IReadOnlyList<Cell> Cells { get; private set; } = [];

    /// <summary>Gets the endpoints of the application, as rows name them.</summary>
    internal IReadOnlyList<string> Endpoints =>
    [
        .. _server!.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => MethodsOf(endpoint).Select(method => Row.EndpointOf(method, endpoint.RoutePattern.RawText!)))
            .Order(StringComparer.Ordinal),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await AuthorizationServer.StartAsync();
        Row[] rows = [.. AuthorizationTable.Rows];
        var cells = new Cell[rows.Length][];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, rows.Length),
            new ParallelOptions { MaxDegreeOfParallelism = RowsAtATime, CancellationToken = Cancel },
            async (index, _) => cells[index] = await AskAsync(rows[index], index));
        Cells = [.. cells.SelectMany(row => row)];
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <summary>The entries of the audit by the address that they came from.</summary>
    internal async Task<ILookup<string, AuditRow>> AuditAsync()
        => (await _server!.Get<StorageAccount>().Audit.QueryAsync<AuditRow>(cancellationToken: Cancel).ToListAsync(Cancel))
            .ToLookup(entry => entry.Address ?? string.Empty, StringComparer.Ordinal);

    private static IReadOnlyList<string> MethodsOf(RouteEndpoint endpoint)
        => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"];

    private async Task<Cell[]> AskAsync(Row row, int index)
    {
        var things = new Things(_server!);
        List<Cell> cells = [];
        foreach (CallerKind caller in AuthorizationTable.Callers)
        {
            // Everybody's first refusal of the minute: each is to have an entry of its own, and nobody to be shut out.
            _server!.Get<DenialBudget>().TakeOver(all: true);
            string address = $"10.{index}.{(int)caller}.1";
            using HttpResponseMessage answer = await _server.SendAsync(row, caller, things, address);
            string text = row.Streams && answer.IsSuccessStatusCode ? "a stream" : await answer.Content.ReadAsStringAsync(Cancel);
            cells.Add(new Cell(row, caller, (int)answer.StatusCode, address, text[..Math.Min(text.Length, TextLength)]));
            if (answer.IsSuccessStatusCode)
            {
                things.Forget();
            }
        }

        return [.. cells];
    }
}
