using Microsoft.CodeAnalysis;

namespace DtnBox.DurableTask.Analyzers.Rules;

/// <summary>What is banned by name. A type without members is banned whole, with all that derives from it.</summary>
internal static class BannedApis
{
    public static readonly BannedApi[] All =
    [
        new(OrchestrationRules.DateTime, "System.DateTime", ["Now", "UtcNow", "Today"]),
        new(OrchestrationRules.DateTime, "System.DateTimeOffset", ["Now", "UtcNow"]),

        new(OrchestrationRules.Guid, "System.Guid", ["NewGuid", "CreateVersion7"]),

        new(OrchestrationRules.Delay, "System.Threading.Tasks.Task", ["Delay"]),
        new(OrchestrationRules.Delay, "System.Threading.Tasks.Task", ["WaitAsync"], HasTime),
        new(OrchestrationRules.Delay, "System.Threading.Thread", ["Sleep", "SpinWait"]),
        new(OrchestrationRules.Delay, "System.Threading.SpinWait"),
        new(OrchestrationRules.Delay, "System.Threading.Timer"),
        new(OrchestrationRules.Delay, "System.Threading.PeriodicTimer"),
        new(OrchestrationRules.Delay, "System.Timers.Timer"),
        new(OrchestrationRules.Delay, "System.Threading.CancellationTokenSource", ["CancelAfter"]),
        new(OrchestrationRules.Delay, "System.Threading.CancellationTokenSource", [BannedApi.Constructor], HasParameters),

        new(OrchestrationRules.Tasks, "System.Threading.Tasks.Task",
            ["Run", "ContinueWith", "Wait", "WaitAll", "WaitAny", "Start", "RunSynchronously", BannedApi.Constructor]),
        new(OrchestrationRules.Tasks, "System.Threading.Tasks.TaskFactory"),
        new(OrchestrationRules.Tasks, "System.Threading.Tasks.TaskFactory`1"),
        new(OrchestrationRules.Tasks, "System.Threading.Tasks.TaskScheduler"),
        new(OrchestrationRules.Tasks, "System.Threading.Tasks.Parallel"),
        new(OrchestrationRules.Tasks, "System.Linq.ParallelEnumerable"),
        new(OrchestrationRules.Tasks, "System.Threading.ThreadPool"),
        new(OrchestrationRules.Tasks, "System.Threading.SynchronizationContext"),
        new(OrchestrationRules.Tasks, "System.Threading.WaitHandle"),
        new(OrchestrationRules.Tasks, "System.Threading.SemaphoreSlim"),
        new(OrchestrationRules.Tasks, "System.Threading.Thread",
            [BannedApi.Constructor, "Start", "Join", "Yield", "CurrentThread"]),

        new(OrchestrationRules.InputOutput, "System.Net.Http.HttpMessageInvoker"),
        new(OrchestrationRules.InputOutput, "System.Net.Http.IHttpClientFactory"),
        new(OrchestrationRules.InputOutput, "System.Net.WebClient"),
        new(OrchestrationRules.InputOutput, "System.Net.WebRequest"),
        new(OrchestrationRules.InputOutput, "System.Net.Dns"),
        new(OrchestrationRules.InputOutput, "System.Net.Mail.SmtpClient"),
        new(OrchestrationRules.InputOutput, "System.Net.NetworkInformation.Ping"),
        new(OrchestrationRules.InputOutput, "System.Net.Sockets.Socket"),
        new(OrchestrationRules.InputOutput, "System.Net.Sockets.TcpClient"),
        new(OrchestrationRules.InputOutput, "System.Net.Sockets.TcpListener"),
        new(OrchestrationRules.InputOutput, "System.Net.Sockets.UdpClient"),
        new(OrchestrationRules.InputOutput, "System.Net.WebSockets.WebSocket"),
        new(OrchestrationRules.InputOutput, "System.IO.File"),
        new(OrchestrationRules.InputOutput, "System.IO.Directory"),
        new(OrchestrationRules.InputOutput, "System.IO.FileSystemInfo"),
        new(OrchestrationRules.InputOutput, "System.IO.FileSystemWatcher"),
        new(OrchestrationRules.InputOutput, "System.IO.DriveInfo"),
        new(OrchestrationRules.InputOutput, "System.IO.FileStream"),
        new(OrchestrationRules.InputOutput, "System.IO.RandomAccess"),
        new(OrchestrationRules.InputOutput, "System.IO.StreamReader", [BannedApi.Constructor], BeginsWithText),
        new(OrchestrationRules.InputOutput, "System.IO.StreamWriter", [BannedApi.Constructor], BeginsWithText),
        new(OrchestrationRules.InputOutput, "System.IO.Path", ["Exists", "GetTempPath", "GetTempFileName"]),
        new(OrchestrationRules.InputOutput, "System.Console"),
        new(OrchestrationRules.InputOutput, "System.Diagnostics.Process"),
        new(OrchestrationRules.InputOutput, "System.Data.IDbConnection"),
        new(OrchestrationRules.InputOutput, "System.Data.IDbCommand"),
        new(OrchestrationRules.InputOutput, "Microsoft.EntityFrameworkCore.DbContext"),
        new(OrchestrationRules.InputOutput, "Amazon.Runtime.IAmazonService"),
        new(OrchestrationRules.InputOutput, "DtnBox.DurableTask.Client.DurableTaskClient"),

        new(OrchestrationRules.Environment, "System.Environment", members: null, IsNotAConstantOrClock),
        new(OrchestrationRules.Environment, "Microsoft.Extensions.Configuration.IConfiguration"),

        new(OrchestrationRules.Logger, "Microsoft.Extensions.Logging.ILoggerFactory"),
        new(OrchestrationRules.Logger, "Microsoft.Extensions.Logging.LoggerFactoryExtensions"),

        // A seed makes the numbers known, until another version of .NET draws them otherwise: that is the author's choice.
        new(OrchestrationRules.Randomness, "System.Random", ["Shared"]),
        new(OrchestrationRules.Randomness, "System.Random", [BannedApi.Constructor], member => !HasParameters(member)),
        new(OrchestrationRules.Randomness, "System.Security.Cryptography.RandomNumberGenerator"),
        new(OrchestrationRules.Randomness, "System.IO.Path", ["GetRandomFileName"]),

        // Hashes of text have another seed in every process.
        new(OrchestrationRules.Randomness, "System.HashCode"),
        new(OrchestrationRules.Randomness, "System.String", ["GetHashCode"]),

        new(OrchestrationRules.Clock, "System.Diagnostics.Stopwatch"),
        new(OrchestrationRules.Clock, "System.TimeProvider"),
        new(OrchestrationRules.Clock, "System.Environment", ["TickCount", "TickCount64"]),
        new(OrchestrationRules.Clock, "System.TimeZoneInfo", ["Local"]),

        new(OrchestrationRules.StaticState, "System.Threading.AsyncLocal`1"),
        new(OrchestrationRules.StaticState, "System.Threading.ThreadLocal`1"),
    ];

    private static bool HasParameters(ISymbol member) => member is IMethodSymbol { Parameters.Length: > 0 };

    private static bool HasTime(ISymbol member)
        => member is IMethodSymbol method && method.Parameters.Any(parameter => parameter.Type.Name == nameof(TimeSpan));

    private static bool BeginsWithText(ISymbol member)
        => member is IMethodSymbol { Parameters.Length: > 0 } method
            && method.Parameters[0].Type.SpecialType == SpecialType.System_String;

    private static bool IsNotAConstantOrClock(ISymbol member) => member.Name is not ("NewLine" or "TickCount" or "TickCount64");
}
