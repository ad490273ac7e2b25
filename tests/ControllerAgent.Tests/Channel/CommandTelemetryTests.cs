using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using DtnBox.ControllerAgent.Commands;
using DtnBox.ControllerAgent.Tests.Simulation;
using DtnBox.Testing.Telemetry;

namespace DtnBox.ControllerAgent.Tests.Channel;

public sealed class CommandTelemetryTests : AgentTests
{
    private const string Parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Fact]
    public async Task Run_WithATraceparent_IsASpanBelowIt()
    {
        using var spans = new RecordedSpans(CommandSpans.SourceName);
        await RunAsync(() => CommandEnding.Stopped, Parent);

        ActivityContext parent = ActivityContext.Parse(Parent, null);
        await Until.TrueAsync(() => spans.Of(parent.TraceId).Count == 1);
        Activity span = spans.Of(parent.TraceId)[0];
        Assert.Equal(("command:Test", ActivityKind.Consumer, parent.SpanId), (span.DisplayName, span.Kind, span.ParentSpanId));
        Assert.Equal("c1", span.GetTagItem("dtnbox.command.id"));
        Assert.Equal("Stopped", span.GetTagItem("dtnbox.command.outcome"));
    }

    [Fact]
    public async Task Run_NobodyCollectsSpans_StillRunsInTheTrace()
    {
        string? seen = null;
        await RunAsync(
            () =>
            {
                seen = Activity.Current?.TraceId.ToHexString();
                return CommandEnding.Stopped;
            },
            Parent);
        Assert.Equal(ActivityContext.Parse(Parent, null).TraceId.ToHexString(), seen);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    public async Task Run_WithoutAUsableTraceparent_RunsAllTheSame(string? traceparent)
        => await RunAsync(() => CommandEnding.Stopped, traceparent);

    [Fact]
    public async Task Run_Ended_IsMeasuredByNameAndOutcome()
    {
        var measured = new ConcurrentQueue<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "dtnbox.agent.command.duration")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => measured.Enqueue(
            string.Join(',', tags.ToArray().Select(tag => $"{tag.Value}"))));
        listener.Start();

        await RunAsync(() => CommandEnding.Stopped, null, "Measured");
        await Until.TrueAsync(() => measured.Contains("Measured,stopped"));
    }

    [Fact]
    public void Instruments_OfTheAgent_AreThoseOnThePage()
        => Assert.Equal(InstrumentTable.Actual(AgentMeter.Name, typeof(AgentMeter)), InstrumentTable.Documented(AgentMeter.Name));

    private async Task RunAsync(Func<CommandEnding> run, string? traceparent, string name = "Test")
    {
        await using AgentUnderTest agent = await StartAsync(new ScriptedHandler((_, _) => Task.FromResult(run()), name));
        ControlPlane.Queue.Offer("c1", name, traceparent: traceparent);
        await Until.TrueAsync(() => !ControlPlane.Queue.Completions.IsEmpty);
    }
}
