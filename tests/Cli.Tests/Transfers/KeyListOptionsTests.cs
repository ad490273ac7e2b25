using System.Text;
using System.Text.Json;
using DtnBox.Cli.Tests.Simulation;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Tests.Transfers;

public sealed class KeyListOptionsTests : IAsyncLifetime
{
    private readonly string _file = Path.GetTempFileName();
    private ApiSimulator _api = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await ApiSimulator.StartAsync();
        _api.On("POST key-lists", new KeyListView("0123456789abcdef0123456789abcdef", 3, 9));
        _api.On("POST transfers", Samples.Transfer, status: 201);
    }

    public ValueTask DisposeAsync()
    {
        File.Delete(_file);
        return _api.DisposeAsync();
    }

    [Fact]
    public async Task Start_KeysFromAFile_StoresTheListAndNamesIt()
    {
        Assert.Equal(["a", " b/c ", "ü\U0001F600"], await SendAsync("a\n b/c \n\nü\U0001F600\n"));
        Assert.Equal(["POST key-lists", "POST transfers"], _api.Requests.Select(request => request.What));
        Assert.Equal(
            """{"keyList":"0123456789abcdef0123456789abcdef"}""",
            _api.Requests.Last().Body!.Value.GetProperty("settings").GetProperty("selection").ToString());
    }

    [Theory]
    [InlineData("a\r\nb\r\n\r\nc", new[] { "a", "b", "c" })]
    [InlineData("a\rb\n", new[] { "a\rb" })]
    [InlineData("\ufeffa\n", new[] { "a" })]
    public async Task Start_LineEndings_BelongToNoKey(string text, string[] keys)
        => Assert.Equal(keys, await SendAsync(text));

    [Fact]
    public async Task Start_KeysPartedByNul_MayHaveLineBreaks()
        => Assert.Equal(["a\nb", "\r\n", "c\r"], await SendAsync("a\nb\0\0\r\n\0c\r", "--keys-from0"));

    [Fact]
    public async Task Start_AFileOfManyKeys_IsSentWhole()
    {
        string[] keys = [.. Enumerable.Range(0, 20_000).Select(i => $"folder/{i}/é")];
        Assert.Equal(keys, await SendAsync(string.Join('\n', keys)));
    }

    [Fact]
    public async Task Start_KeysFromTheStandardInput_AreSent()
    {
        var line = new CommandLine(_api) { Input = "a\nb\n" };
        Assert.Equal(ExitCodes.Ok, (await line.RunAsync("transfer start a:b c:d --keys-from -")).ExitCode);
        Assert.Equal(["a", "b"], Sent());
    }

    [Fact]
    public async Task Start_WithRules_SendsBoth()
    {
        await SendAsync("a", "--exclude *.tmp --keys-from");
        JsonElement selection = _api.Requests.Last().Body!.Value.GetProperty("settings").GetProperty("selection");
        Assert.Equal(["rules", "keyList"], selection.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task Start_AKeyThatIsTooLong_NamesTheLineAndStartsNothing()
    {
        Outcome outcome = await FailAsync(Encoding.UTF8.GetBytes($"a\n\n{new string('é', 513)}\n"));
        Assert.Contains($"{_file}, line 3: the key is longer than the 1,024 bytes", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NulInAFileOfLines_NamesTheOtherOption()
        => Assert.Contains("--keys-from0", (await FailAsync("a\0b\0"u8.ToArray())).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Start_AFileThatIsNotUtf8_SaysSo()
        => Assert.Contains("is not UTF-8", (await FailAsync([(byte)'a', (byte)'\n', 0xe9, (byte)'\n'])).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Start_NoSuchFile_SaysSoAndAsksNothing()
    {
        Outcome outcome = await new CommandLine(_api).RunAsync($"transfer start a:b c:d --keys-from {_file}.gone");
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Contains("cannot be read", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(_api.Requests);
    }

    [Fact]
    public async Task Start_BothOptions_IsAMistake()
    {
        Outcome outcome = await new CommandLine(_api).RunAsync("transfer start a:b c:d --keys-from x --keys-from0 y");
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Contains("give one of them", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_TheListIsRefused_StartsNothingAndSaysWhy()
    {
        _api.OnProblem("POST key-lists", 413, "The request is too large", "A list may have at most 10,000,000 keys.", "Send less.");
        await File.WriteAllTextAsync(_file, "a", TestContext.Current.CancellationToken);
        Outcome outcome = await new CommandLine(_api).RunAsync($"transfer start a:b c:d --keys-from {_file}");
        Assert.NotEqual(ExitCodes.Ok, outcome.ExitCode);
        Assert.Contains("10,000,000 keys", outcome.Error, StringComparison.Ordinal);
        Assert.Single(_api.Requests);
    }

    private async Task<string[]> SendAsync(string text, string option = "--keys-from")
    {
        await File.WriteAllTextAsync(_file, text, TestContext.Current.CancellationToken);
        Outcome outcome = await new CommandLine(_api).RunAsync($"transfer start a:b c:d {option} {_file}");
        Assert.True(outcome.ExitCode == ExitCodes.Ok, outcome.Error);
        return Sent();
    }

    private async Task<Outcome> FailAsync(byte[] content)
    {
        await File.WriteAllBytesAsync(_file, content, TestContext.Current.CancellationToken);
        Outcome outcome = await new CommandLine(_api).RunAsync($"transfer start a:b c:d --keys-from {_file}");
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.DoesNotContain(_api.Requests, request => request.What == "POST transfers");
        return outcome;
    }

    private string[] Sent()
        => [.. _api.Requests.First().Lines!.TrimEnd('\n').Split('\n').Select(line => JsonSerializer.Deserialize<string>(line)!)];
}
