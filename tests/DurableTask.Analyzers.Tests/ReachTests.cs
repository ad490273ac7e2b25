using Microsoft.CodeAnalysis;

namespace DtnBox.DurableTask.Analyzers.Tests;

/// <summary>What counts as orchestration code, and under whose name it is reported.</summary>
public sealed class ReachTests
{
    private const string Clock = """

        internal static class Clock
        {
            public static DateTime Read() => DateTime.UtcNow;
        }
        """;

    [Fact]
    public async Task Analyze_Message_NamesOrchestrationCallPlaceAndRemedy()
    {
        Diagnostic found = await Programs.SingleAsync(Programs.Orchestrator("_ = Clock.Read();") + Clock);
        Assert.Equal(
            "Orchestration 'Flow' uses 'DateTime.UtcNow' in 'Clock.Read', which may differ on replay: use context.CurrentUtcDateTime",
            found.GetMessage());
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        Assert.Equal("DateTime.UtcNow", (await found.Location.SourceTree!.GetTextAsync(TestContext.Current.CancellationToken))
            .ToString(found.Location.SourceSpan));
    }

    [Theory]
    [InlineData("Clock.Read();")]
    [InlineData("Func<DateTime> read = Clock.Read;")]
    [InlineData("Func<DateTime> read = () => Clock.Read();")]
    [InlineData("_ = new[] { 1 }.Select(_ => Clock.Read());")]
    [InlineData("_ = from x in new[] { 1 } select Clock.Read();")]
    [InlineData("Local(); void Local() => Clock.Read();")]
    [InlineData("_ = new Reading().Now;")]
    [InlineData("_ = new Reading().Taken;")]
    [InlineData("_ = (DateTime)new Reading();")]
    [InlineData("_ = new Reading() + new Reading();")]
    [InlineData("new Halves().Read();")]
    [InlineData("Abstract any = null!; any.Read();")]
    [InlineData("IReads any = null!; any.Read();")]
    [InlineData("_ = Again(3); static DateTime Again(int n) => n == 0 ? Clock.Read() : Again(n - 1);")]
    public async Task Analyze_ReachedFromAnOrchestrator_IsFoundOnce(string line)
    {
        const string detours = """

            internal sealed class Reading
            {
                public DateTime Now => Clock.Read();
                public DateTime Taken { get; } = Clock.Read();
                public static explicit operator DateTime(Reading reading) => Clock.Read();
                public static DateTime operator +(Reading a, Reading b) => Clock.Read();
            }

            internal sealed partial class Halves { public partial DateTime Read(); }

            internal sealed partial class Halves { public partial DateTime Read() => Clock.Read(); }

            internal abstract class Abstract { public abstract DateTime Read(); }

            internal sealed class Concrete : Abstract { public override DateTime Read() => Clock.Read(); }

            internal interface IReads { DateTime Read(); }

            internal sealed class Reads : IReads { public DateTime Read() => Clock.Read(); }
            """;
        Diagnostic found = await Programs.SingleAsync(Programs.Orchestrator(line) + detours + Clock);
        Assert.StartsWith("Orchestration 'Flow' ", found.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_TwoOrchestratorsReachIt_TheFirstByNameIsNamed()
    {
        string both = Programs.Orchestrator("Clock.Read();")
            + Programs.Orchestrator("Clock.Read();").Replace("class Flow", "class Again", StringComparison.Ordinal) + Clock;
        Assert.Contains("'Again'", (await Programs.SingleAsync(both)).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_LocalFunctionThatNobodyCalls_IsFree() => Assert.Empty(await Programs.IdsAsync(
        Programs.Orchestrator("""
            #pragma warning disable CS8321
            void Unused() => Clock.Read();
            """) + Clock));

    [Theory]
    [InlineData("internal static class Steps { public static DateTime Run(TaskOrchestrationContext context) => DateTime.UtcNow; }")]
    [InlineData("internal sealed class Steps(TaskOrchestrationContext context) { public DateTime Run() => DateTime.UtcNow; }")]
    [InlineData("internal sealed class Steps { public Steps(TaskOrchestrationContext context) { } public DateTime Run() => DateTime.UtcNow; }")]
    [InlineData("internal static class Steps { public static readonly Func<TaskOrchestrationContext, DateTime> Run = context => DateTime.UtcNow; }")]
    public async Task Analyze_CodeThatTakesTheContext_IsOrchestrationCode(string source)
        => Assert.Equal(["DURABLE0001"], await Programs.IdsAsync(source));

    [Fact]
    public async Task Analyze_InterfaceImplementedWithoutTheBase_IsAnOrchestrator() => Assert.Equal(
        ["DURABLE0001"],
        await Programs.IdsAsync("""
            internal sealed class Bare : ITaskOrchestrator
            {
                public Type InputType => typeof(string);
                public Type OutputType => typeof(string);
                public Task<object?> RunAsync(TaskOrchestrationContext context, object? input) => Task.FromResult<object?>(DateTime.UtcNow);
            }
            """));

    [Fact]
    public async Task Analyze_OrchestratorsOwnConstructor_IsOrchestrationCode() => Assert.Equal(
        ["DURABLE0002"],
        await Programs.IdsAsync(Programs.Orchestrator(string.Empty, "private readonly Guid _id = Guid.NewGuid();")));

    [Theory]
    [InlineData("""
        internal sealed class Ask(HttpClient http, TimeProvider time, ILogger<Ask> logger) : TaskActivity<string, string>
        {
            private static int _runs;
            public override async Task<string> RunAsync(TaskActivityContext context, string input)
            {
                _runs++;
                logger.LogInformation("at {Time}, {Id}, {Name}", time.GetUtcNow(), Guid.NewGuid(), Environment.MachineName);
                await Task.Delay(Random.Shared.Next(10)).ConfigureAwait(false);
                File.Delete(input);
                return await http.GetStringAsync(new Uri(input)) + DateTime.UtcNow + Stopwatch.GetTimestamp();
            }
        }
        """)]
    [InlineData("""
        internal sealed class Sweep : DtnBox.DurableTask.Worker.ITimerFunction
        {
            public Task RunAsync(DtnBox.DurableTask.Worker.TimerInfo timer, CancellationToken cancellationToken) => Task.Delay(1, cancellationToken);
        }
        """)]
    public async Task Analyze_ActivitiesAndTimers_MayDoAllOfIt(string source)
        => Assert.Empty(await Programs.IdsAsync(source + Programs.Orchestrator("await context.CallActivityAsync(\"Ask\");")));

    [Fact]
    public async Task Analyze_ActivityNamedByAnOrchestrator_IsNotReached() => Assert.Empty(await Programs.IdsAsync(
        Programs.Orchestrator("await context.CallActivityAsync(nameof(Ask)); _ = nameof(Ask.Now);") + """

        internal sealed class Ask : TaskActivity<string, DateTime>
        {
            public static DateTime Now => DateTime.UtcNow;
            public override Task<DateTime> RunAsync(TaskActivityContext context, string input) => Task.FromResult(Now);
        }
        """));

    [Fact]
    public async Task Analyze_SuppressedWithAReason_IsFree() => Assert.Empty(await Programs.IdsAsync(Programs.Orchestrator("""
        #pragma warning disable DURABLE0001 // the test wants it
        _ = DateTime.UtcNow;
        #pragma warning restore DURABLE0001
        """)));
}
