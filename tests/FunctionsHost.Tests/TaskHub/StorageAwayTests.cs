using System.Text.RegularExpressions;
using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.TaskHub;

public sealed partial class StorageAwayTests : IDisposable
{
    private readonly TestAppFolder _app = new();

    [Fact]
    public async Task Stop_WhileTheStorageIsAway_EndsInOrder()
    {
        var tables = new Uri(TableEndpoint().Match(TestStorage.ConnectionString).Groups["address"].Value);
        await using FaultProxy storage = await FaultProxy.StartAsync(tables, TestContext.Current.CancellationToken);
        _app.Settings["AzureWebJobsStorage"] = TestStorage.ConnectionString.Replace(
            tables.Authority, storage.Address.Authority, StringComparison.Ordinal);
        _app.Save();
        await using FunctionsHostProcess host = await FunctionsHostProcess.StartAsync(_app);

        storage.Inject(_ => true, new Fault.ResetBeforeRequest());

        Assert.Equal(0, await host.StopAsync());
    }

    public void Dispose() => _app.Dispose();

    [GeneratedRegex("TableEndpoint=(?<address>http://[^/;]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TableEndpoint();
}
