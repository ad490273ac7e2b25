namespace DtnBox.DurableTask.Analyzers.Tests;

public sealed class LoggerTests
{
    [Theory]
    [InlineData("logger.LogInformation(\"twice\");", "", "ILogger<string> logger")]
    [InlineData("_logger.LogInformation(\"twice\");", "private readonly ILogger _logger = logger;", "ILogger<string> logger")]
    [InlineData("Log.LogInformation(\"twice\");", "private static ILogger Log { get; } = null!;", "")]
    [InlineData("_ = loggers.CreateLogger(\"twice\");", "", "ILoggerFactory loggers")]
    [InlineData("LogTwice();", "[LoggerMessage(1, LogLevel.Debug, \"twice\")] private void LogTwice() { }", "")]
    public async Task Analyze_LoggerFromOutside_IsFound(string line, string member, string parameter)
        => Assert.Equal(["DURABLE0010"], await Programs.IdsAsync(Programs.Orchestrator(line, member, parameter)));

    [Fact]
    public async Task Analyze_FieldFilledByTheContext_IsFree() => Assert.Empty(await Programs.IdsAsync(Programs.Orchestrator(
        "_logger = context.CreateReplaySafeLogger<Flow>(); _logger.LogInformation(\"once\");",
        "private ILogger _logger = null!;")));

    [Fact]
    public async Task Analyze_LoggerHandedToAnOwnObject_IsFree() => Assert.Empty(await Programs.IdsAsync(
        Programs.Orchestrator("new Steps(context.CreateReplaySafeLogger<Flow>()).Run();") + """

        internal sealed class Steps(ILogger logger)
        {
            public void Run() => logger.LogInformation("once");
        }
        """));

    [Fact]
    public async Task Analyze_InjectedServiceThatLogs_IsFound() => Assert.Equal(["DURABLE0010"], await Programs.IdsAsync(
        Programs.Orchestrator("steps.Run();", parameters: "Steps steps") + """

        internal sealed class Steps(ILogger<Steps> logger)
        {
            public void Run() => logger.LogInformation("twice");
        }
        """));

    [Fact]
    public async Task Analyze_LoggerAsParameter_IsJudgedWhereItIsGiven()
    {
        const string helper = "private static void Say(ILogger log) => log.LogInformation(\"a\");";
        Assert.Empty(await Programs.IdsAsync(Programs.Orchestrator("Say(context.CreateReplaySafeLogger<Flow>());", helper)));
        Assert.Equal(
            ["DURABLE0010"],
            await Programs.IdsAsync(Programs.Orchestrator("Say(logger);", helper, "ILogger<string> logger")));
    }
}
