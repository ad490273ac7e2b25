namespace DtnBox.Testing.Tests;

public sealed class ChildProcessTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WaitForExitAsync_ProgramEnds_ReturnsItsCodeAndKeepsItsOutput()
    {
        await using ChildProcess child = Shell("echo out; echo err >&2; exit 7");

        Assert.Equal(7, await child.WaitForExitAsync(Deadline, Cancel));
        Assert.Equal(["err", "out"], child.Output.Split('\n').Order());
    }

    [Fact]
    public async Task Kill9_ChildOfTheProgramHoldsItsOutput_ExitIsSeenAndTheChildEndsOnDispose()
    {
        ChildProcess child = Shell("sleep 1000 & echo started $!; wait");
        string line = await child.WaitForLineAsync("started", Deadline, Cancel);
        string grandchild = $"/proc/{line.Split(' ')[1]}/cmdline";

        child.Kill9();

        Assert.Equal(128 + 9, await child.WaitForExitAsync(Deadline, Cancel));
        Assert.Contains("sleep", await File.ReadAllTextAsync(grandchild, Cancel), StringComparison.Ordinal);

        await child.DisposeAsync();
        await Eventually.ThatAsync(
            () => !File.Exists(grandchild) || File.ReadAllText(grandchild).Length == 0,
            Deadline, "the program's own child has ended", Cancel);
    }

    [Fact]
    public async Task Suspend_ThenResume_ProgramGoesOnWhereItWas()
    {
        await using ChildProcess child = Shell("echo ready; read line; echo got $line");
        await child.WaitForLineAsync("ready", Deadline, Cancel);

        child.Suspend();
        await Eventually.ThatAsync(() => State(child) == "T", Deadline, "the program is stopped", Cancel);
        await child.WriteInputAsync("hello", Cancel);
        Assert.DoesNotContain("got", child.Output, StringComparison.Ordinal);

        child.Resume();
        await child.WaitForLineAsync("got hello", Deadline, Cancel);
    }

    [Fact]
    public async Task WaitForLineAsync_ProgramEndsWithoutIt_FailsWithItsOutput()
    {
        await using ChildProcess child = Shell("echo cannot open the file; exit 3");

        InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(
            () => child.WaitForLineAsync("ready", Deadline, Cancel));

        Assert.Contains("ended with 3", e.Message, StringComparison.Ordinal);
        Assert.Contains("cannot open the file", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_TheStartingProcessIsKilled_ProgramEndsToo()
    {
        // What the kernel does for a test process that is killed, seen one level down: a child that starts a child so.
        await using ChildProcess parent = Shell("setsid setpriv --pdeathsig KILL -- sleep 1000 & echo started $!; wait");
        string line = await parent.WaitForLineAsync("started", Deadline, Cancel);
        string status = $"/proc/{line.Split(' ')[1]}/cmdline";
        await Eventually.ThatAsync(
            () => File.ReadAllText(status).StartsWith("sleep", StringComparison.Ordinal), Deadline, "sleep runs", Cancel);

        parent.Kill9();

        await Eventually.ThatAsync(
            () => !File.Exists(status) || File.ReadAllText(status).Length == 0, Deadline, "sleep has ended", Cancel);
    }

    private static ChildProcess Shell(string script) => ChildProcess.Start("bash", ["-c", script]);

    private static string State(ChildProcess child)
        => File.ReadAllText($"/proc/{child.Id}/stat").Split(") ", 2)[1].Split(' ')[0];
}
