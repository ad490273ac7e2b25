using DtnBox.Cli.Tests.Simulation;
using Microsoft.AspNetCore.Http;

namespace DtnBox.Cli.Tests.Hub;

/// <summary>raise, terminate, suspend and resume.</summary>
public sealed class HubOrderTests : IAsyncLifetime
{
    private HubSimulator _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await HubSimulator.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Theory]
    [InlineData("""{"by":"æ"}""", """{"by":"æ"}""")]
    [InlineData("\"text\"", "\"text\"")]
    [InlineData(null, "null")]
    public async Task Raise_Data_IsSentAsItIs(string? argument, string body)
    {
        _hub.On("POST instances/a1/raiseEvent/Command%3A1", 202);
        string[] line = ["hub", "raise", "a1", "Command:1"];
        Outcome outcome = await _hub.CommandLine().RunAsync(argument is null ? line : [.. line, argument]);
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        HubRequest request = _hub.Requests.Single();
        Assert.Equal(body, request.Body);
        Assert.Equal("application/json", request.ContentType);
        Assert.StartsWith("Raised Command:1 for a1: ", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Raise_FromStdinOrFile_ReadsItThere()
    {
        _hub.On("POST instances/a1/raiseEvent/go", 202);
        CommandLine line = _hub.CommandLine();
        line.Input = "[1,\n 2]\n";
        Assert.Equal(ExitCodes.Ok, (await line.RunAsync("hub raise a1 go -")).ExitCode);
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "{}", TestContext.Current.CancellationToken);
        Outcome outcome = await _hub.CommandLine().RunAsync($"hub raise a1 go --data-file {file} --json");
        File.Delete(file);
        Assert.Equal("""{"instanceId":"a1","order":"raiseEvent"}""", Compact(outcome.Out));
        Assert.Equal(["[1,\n 2]\n", "{}"], _hub.Requests.Select(request => request.Body));
    }

    [Theory]
    [InlineData(new[] { "text" }, "The event's data is not JSON")]
    [InlineData(new[] { "-" }, "What came from stdin is not JSON")]
    [InlineData(new[] { "1", "--data-file", "/nowhere" }, "Give the event's data once")]
    [InlineData(new[] { "--data-file", "/nowhere/at/all" }, "The data file cannot be read")]
    public async Task Raise_DataThatCannotBe_IsAUsageFault(string[] data, string fault)
    {
        CommandLine line = _hub.CommandLine();
        line.Input = "no json";
        Outcome outcome = await line.RunAsync(["hub", "raise", "a1", "go", .. data]);
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Contains(fault, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(_hub.Requests);
    }

    [Theory]
    [InlineData("hub terminate a1 --reason \"a & b\"", "POST instances/a1/terminate?reason=a%20%26%20b")]
    [InlineData("hub suspend a1 --reason why", "POST instances/a1/suspend?reason=why")]
    [InlineData("hub suspend a1", "POST instances/a1/suspend")]
    [InlineData("hub resume a1 --task-hub Other", "POST instances/a1/resume?taskHub=Other")]
    public async Task Steer_WithoutWaiting_SendsTheOrderAndSaysItIsQueued(string line, string request)
    {
        _hub.On(request, 202);
        Outcome outcome = await _hub.CommandLine().RunAsync(line);
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.StartsWith("Queued: ", outcome.Out, StringComparison.Ordinal);
        Assert.Equal(request, _hub.Requests.Single().What);
    }

    [Theory]
    [InlineData("terminate a1 --reason r", "Running,Terminated", "a1 is Terminated.")]
    [InlineData("suspend a1", "Pending,Running,Suspended", "a1 is Suspended.")]
    [InlineData("resume a1", "Suspended,Suspended,Running", "a1 is Running.")]
    [InlineData("resume a1", "Suspended,Completed", "a1 is Completed.")]
    public async Task Steer_Waiting_LooksUntilItShows(string line, string states, string words)
    {
        string[] seen = states.Split(',');
        Answer(seen);
        CommandLine command = _hub.CommandLine();
        command.Time = new StoppedClock(Samples.At);
        Outcome outcome = await command.RunAsync($"hub {line} --wait");
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Equal(words, outcome.Out);
        Assert.Equal(seen.Length, _hub.Requests.Count(request => request.What == "GET instances/a1"));
    }

    [Fact]
    public async Task Steer_WaitingForWhatCannotComeAnyMore_IsAConflict()
    {
        Answer("Running", "Completed");
        CommandLine command = _hub.CommandLine();
        command.Time = new StoppedClock(Samples.At);
        Outcome outcome = await command.RunAsync("hub suspend a1 --wait");
        Assert.Equal(ExitCodes.Conflict, outcome.ExitCode);
        Assert.Contains("ended as Completed before the order reached it", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Steer_DeadlinePasses_FailsAndSaysThatItIsQueued()
    {
        Answer("Running");
        CommandLine command = _hub.CommandLine();
        command.Time = new StoppedClock(Samples.At);
        Outcome outcome = await command.RunAsync("hub suspend a1 --wait --deadline 90s --json");
        Assert.Equal(ExitCodes.Failed, outcome.ExitCode);
        Assert.Contains("queued, but 'a1' is still Running after 1 min 30 s", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Out);
    }

    [Fact]
    public async Task Steer_WaitingWithJson_TellsTheState()
    {
        Answer("Suspended");
        Outcome outcome = await _hub.CommandLine().RunAsync("hub suspend a1 --wait --json");
        Assert.Equal("""{"instanceId":"a1","order":"suspend","runtimeStatus":"Suspended"}""", Compact(outcome.Out));
    }

    [Fact]
    public async Task Rewind_ThatTheHostTakes_SaysItIsQueued()
    {
        _hub.On("POST instances/a1/rewind?reason=store%20is%20back", 202);
        Outcome outcome = await _hub.CommandLine().RunAsync("hub rewind a1 --reason \"store is back\"");
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.StartsWith("Queued: rewind a1.", outcome.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "true", "a2", "Started a1 again as a2.")]
    [InlineData(" --same-id", "false", "a1", "Started a1 again as a1.")]
    public async Task Restart_ThatTheHostTakes_TellsTheId(string option, string newId, string id, string words)
    {
        _hub.On($"POST instances/a1/restart?restartWithNewInstanceId={newId}", $$"""{"id":"{{id}}","statusQueryGetUri":"https://app/?code=s3cret"}""", 202);
        Assert.Equal(words, (await _hub.CommandLine().RunAsync($"hub restart a1{option}")).Out);
        Outcome json = await _hub.CommandLine().RunAsync($"hub restart a1{option} --json");
        Assert.Equal($$"""{"instanceId":"{{id}}","order":"restart"}""", Compact(json.Out));
    }

    // As Durable 3.19 answers.
    [Theory]
    [InlineData(
        "suspend a1", "suspend", 500, "Cannot suspend the orchestration instance a1 because instance is in the Suspended state.",
        "The instance 'a1' is not in the state for this\n  Cannot suspend the orchestration instance a1 because instance is in the Suspended state.\n  Next: see it with: dtnbox hub show a1")]
    [InlineData(
        "resume a1", "resume", 500, "Cannot resume the orchestration instance a1 because instance is in the Running state.",
        "The instance 'a1' is not in the state for this")]
    [InlineData(
        "restart a1 --same-id", "restart?restartWithNewInstanceId=false", 409, "An Orchestration instance with the status Running already exists.",
        "The instance 'a1' has not ended\n  Next: end it first")]
    public async Task Order_ThatTheStateDoesNotAllow_IsAConflict(string line, string order, int status, string exception, string words)
    {
        _hub.On(
            $"POST instances/a1/{order}",
            $$"""{"Message":"Something went wrong while processing your request","ExceptionMessage":"{{exception}}","ExceptionType":"System.InvalidOperationException","StackTrace":"at A"}""",
            status);
        Outcome outcome = await _hub.CommandLine().RunAsync($"hub {line}");
        Assert.Equal(ExitCodes.Conflict, outcome.ExitCode);
        Assert.Contains(words, outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("at A", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rewind_OfWhatHasNotFailed_IsAConflict()
    {
        _hub.On(
            "POST instances/a1/rewind?reason=r",
            "\"This orchestration has status Running, but only orchestrations in the \\\"Failed\\\" state can be rewound.\"",
            412);
        Outcome outcome = await _hub.CommandLine().RunAsync("hub rewind a1 --reason r");
        Assert.Equal(ExitCodes.Conflict, outcome.ExitCode);
        Assert.Contains("The instance 'a1' has not failed\n  This orchestration has status Running", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restart_OfAnUnknownInstance_IsNotFound()
    {
        _hub.On(
            "POST instances/a1/restart?restartWithNewInstanceId=true",
            """{"Message":"InstanceId does not match a valid orchestration instance.","ExceptionMessage":"No instance with ID 'a1' was found. (Parameter 'instanceId')"}""",
            400);
        Assert.Equal(ExitCodes.NotFound, (await _hub.CommandLine().RunAsync("hub restart a1")).ExitCode);
    }

    [Theory]
    [InlineData("hub rewind a1", "--reason")]
    [InlineData("hub terminate a1", "--reason")]
    [InlineData("hub suspend a1 --deadline 5s", "give both")]
    [InlineData("hub suspend a1 --wait --deadline soon", "'soon' is not a span of time.")]
    public async Task Steer_LineThatCannotBe_IsAUsageFault(string line, string fault)
    {
        Outcome outcome = await _hub.CommandLine().RunAsync(line);
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Contains(fault, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(_hub.Requests);
    }

    /// <summary>Takes every order; the instance goes through these states, one with each look, and stays in the last.</summary>
    private void Answer(params string[] states)
    {
        foreach (string order in (string[])["terminate?reason=r", "suspend", "resume"])
        {
            _hub.On($"POST instances/a1/{order}", 202);
        }

        var left = new Queue<string>(states);
        _hub.On("GET instances/a1", _ => Results.Text(
            $$"""{"name":"Copy","instanceId":"a1","runtimeStatus":"{{(left.Count > 1 ? left.Dequeue() : left.Peek())}}"}""",
            "application/json"));
    }

    private static string Compact(string json) => System.Text.Json.JsonSerializer.Serialize(System.Text.Json.JsonElement.Parse(json));
}
