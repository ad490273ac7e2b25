using DtnBox.Cli.Tests.Simulation;
using DtnBox.Contracts;
using DtnBox.Contracts.Browse;

namespace DtnBox.Cli.Tests.Browse;

public sealed class BrowseVerbTests : IAsyncLifetime
{
    private ApiSimulator _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiSimulator.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Ls_ASite_ListsItsBuckets()
    {
        _api.On("GET nodes/site-a/buckets", new Page<BucketView>([new BucketView("data", Samples.At), new BucketView("granted")]));
        Outcome outcome = await new CommandLine(_api).RunAsync("ls site-a");
        Assert.Equal(
            ["2026-11-23 01:02:03 UTC  data", "granted"], outcome.Out.Split('\n').Select(line => line.Trim()));
    }

    [Fact]
    public async Task Ls_AFolder_ReadsAllPagesFoldersFirst()
    {
        _api.On(
            "GET nodes/site-a/objects?bucket=data&prefix=run%207%2F&limit=1000",
            new FolderPage(["run 7/raw/"], [new ObjectEntry("run 7/a\u001b[2J", 2048, Samples.At)], "run 7/raw/"));
        _api.On(
            "GET nodes/site-a/objects?bucket=data&prefix=run%207%2F&limit=1000&after=run%207%2Fraw%2F",
            new FolderPage([], [new ObjectEntry("run 7/z", 1)]));
        Outcome outcome = await new CommandLine(_api).RunAsync(["ls", "site-a:data/run 7/"]);
        string[] lines = outcome.Out.Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Matches("^ +folder +run 7/raw/$", lines[0]);
        Assert.Equal("   2.0 KiB  2026-11-23 01:02:03 UTC  run 7/a\\u001b[2J", lines[1]);
        Assert.EndsWith("run 7/z", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ls_RecursivelyAsJson_IsOneArray()
    {
        _api.On(
            "GET nodes/site-a/objects?bucket=data&prefix=&limit=1000&recursive=true",
            new FolderPage([], [new ObjectEntry("a", 1), new ObjectEntry("b", 2)]));
        Outcome outcome = await new CommandLine(_api).RunAsync("ls site-a:data --recursive --json");
        Assert.Equal("""[{"key":"a","size":1},{"key":"b","size":2}]""", outcome.Out.ReplaceLineEndings(string.Empty).Replace(" ", string.Empty, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ls_NoAgent_SaysWhoMustAct()
    {
        _api.OnProblem("GET nodes/site-a/buckets", 503, "No agent is connected", "site-a has one agent.", "'ada' starts it.");
        Outcome outcome = await new CommandLine(_api).RunAsync("ls site-a");
        Assert.Equal(ExitCodes.Unreachable, outcome.ExitCode);
        Assert.Contains("site-a has one agent.", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("'ada' starts it.", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mkdir_AFolder_SaysThatItIsThere()
    {
        _api.On("POST nodes/site-a/folders", new MakeFolder("data", "new/"));
        Outcome outcome = await new CommandLine(_api).RunAsync("mkdir site-a:data/new");
        Assert.Equal("site-a:data/new/ is there.", outcome.Out);
        Assert.Equal("""{"bucket":"data","prefix":"new"}""", _api.Requests.Single().Body.ToString());
    }

    [Fact]
    public async Task Rm_TwoObjects_AreOneRequestAndAFaultIsTold()
    {
        _api.On("POST nodes/site-a/objects/delete", new DeletedObjects(
            [new ObjectDeletion("a"), new ObjectDeletion("b", new Fault("access_denied", "The store refused.", "Ask its owner."))]));
        Outcome outcome = await new CommandLine(_api).RunAsync("rm site-a:data/a site-a:data/b");
        Assert.Equal(ExitCodes.Failed, outcome.ExitCode);
        Assert.Equal("""{"bucket":"data","keys":["a","b"]}""", _api.Requests.Single().Body.ToString());
        Assert.Equal("Deleted 1 object.", outcome.Out);
        Assert.Equal("dtnbox: b: The store refused. Ask its owner.", outcome.Error);
    }

    [Fact]
    public async Task Rm_Recursively_AsksBefore()
    {
        _api.On(
            "GET nodes/site-a/objects?bucket=data&prefix=old%2F&limit=1000&recursive=true",
            new FolderPage([], [new ObjectEntry("old/a", 1)]));
        _api.On("POST nodes/site-a/objects/delete", new DeletedObjects([new ObjectDeletion("old/a")]));
        Outcome unasked = await new CommandLine(_api).RunAsync("rm site-a:data/old/ -r");
        Outcome refused = await new CommandLine(_api) { CanAsk = true, Input = "n\n" }.RunAsync("rm site-a:data/old/ -r");
        Outcome bucket = await new CommandLine(_api).RunAsync("rm site-a:data/");
        Assert.Empty(_api.Requests);
        Assert.Equal((ExitCodes.Usage, ExitCodes.Ok, ExitCodes.Usage), (unasked.ExitCode, refused.ExitCode, bucket.ExitCode));
        Assert.Contains("everything under site-a:data/old/", unasked.Error, StringComparison.Ordinal);

        Outcome agreed = await new CommandLine(_api) { CanAsk = true, Input = "y\n" }.RunAsync("rm site-a:data/old/ -r");
        Outcome said = await new CommandLine(_api).RunAsync("rm site-a:data/old/ -r --yes");
        Assert.Equal(("Deleted 1 object.", "Deleted 1 object."), (agreed.Out, said.Out));
    }
}
