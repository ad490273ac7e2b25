using System.Collections.Immutable;
using DtnBox.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DtnBox.DurableTask.Analyzers.Tests;

/// <summary>Compiles text the way a project would, and lets the analyzer look at it.</summary>
internal static class Compilations
{
    private const string Usings = """
        global using System;
        global using System.Collections.Concurrent;
        global using System.Collections.Generic;
        global using System.Diagnostics;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    /// <summary>What a test's own program may name without saying where it is from.</summary>
    private const string ModelUsings = """
        global using DtnBox.DurableTask;
        global using DtnBox.DurableTask.Client;
        """;

    /// <summary>The bodies of log methods are generated in a real build; here they are only declared.</summary>
    private const string PartialWithoutBody = "CS8795";

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What the analyzer says about a program of one file, in the order of lines. The program must compile.</summary>
    public static Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string source)
        => AnalyzeAsync(
            [Parse(ModelUsings, "ModelUsings.cs"), Parse(source, "Test.cs")], "Tested", OutputKind.DynamicallyLinkedLibrary);

    /// <summary>What it says about the sources of src/Functions, as a test has edited them.</summary>
    public static Task<IReadOnlyList<Diagnostic>> AnalyzeFunctionsAsync(Func<string, string> edit)
    {
        string root = Path.Combine(RepositoryPaths.Root, "src", "Functions");
        IEnumerable<SyntaxTree> trees = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => Parse(edit(File.ReadAllText(file)), Path.GetRelativePath(root, file)));
        return AnalyzeAsync(trees, "DtnBox.Functions", OutputKind.ConsoleApplication);
    }

    private static SyntaxTree Parse(string source, string path)
        => CSharpSyntaxTree.ParseText(source, Parsing, path, cancellationToken: Cancel);

    private static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(
        IEnumerable<SyntaxTree> trees, string assemblyName, OutputKind kind)
    {
        var compilation = CSharpCompilation.Create(
            assemblyName,
            [Parse(Usings, "Usings.cs"), .. trees],
            References.Where(reference => Path.GetFileNameWithoutExtension(reference.Display) != assemblyName),
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics(Cancel)
            .Where(found => found.Severity == DiagnosticSeverity.Error && found.Id != PartialWithoutBody));
        ImmutableArray<Diagnostic> found = await compilation
            .WithAnalyzers([new OrchestrationAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(Cancel);
        return [.. found.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }
}
