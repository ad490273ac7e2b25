#!/usr/bin/env bash
# The build of a .NET isolated Functions app writes over the project that ExtensionsCsProj names; Clean deletes its folder.
#
# Assumed: a property that names a project of your own is read: the SDK builds that project in place of the one that it would
#   write itself, and Clean deletes what the build has made.
# Really: the build writes the generated text over the project, and `dotnet clean` deletes the folder that it is in, with every
#   file beside it and below it. Neither warns, and FunctionsGenerateExtensionProject=false beside it changes nothing.
# Seen with: Microsoft.Azure.Functions.Worker.Sdk 2.1.0, Microsoft.Azure.Functions.Worker 2.52.0, .NET SDK 10.0.401, on
#   30 November 2026.
# Matters: to everyone who wants to pin what the app's inner project brings, or to restore it without a network: what is not
#   committed yet is lost. MSBuild reads a .csproj.user file beside the generated project; that is a place for pins.
set -euo pipefail
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
# Some registries lack the oldest versions that the generated project asks for; newer ones do as well here.
export NoWarn=NU1603
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir app extensions

cat > extensions/Extensions.csproj <<'END'
<Project Sdk="Microsoft.NET.Sdk">
  <!-- Written by hand. -->
  <PropertyGroup>
    <TargetFramework>net8.0</TargetFramework>
  </PropertyGroup>
</Project>
END
echo 'Why these versions.' > extensions/notes.md

cat > app/App.csproj <<'END'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <AzureFunctionsVersion>v4</AzureFunctionsVersion>
    <ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit>
    <FunctionsGenerateExtensionProject>false</FunctionsGenerateExtensionProject>
    <ExtensionsCsProj>$(MSBuildThisFileDirectory)../extensions/Extensions.csproj</ExtensionsCsProj>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.Azure.Functions.Worker" Version="[2.52.0]" />
    <PackageReference Include="Microsoft.Azure.Functions.Worker.Sdk" Version="[2.1.0]" />
  </ItemGroup>
</Project>
END

cat > app/Program.cs <<'END'
using Microsoft.Extensions.Hosting;

new HostBuilder().ConfigureFunctionsWorkerDefaults().Build().Run();
END

echo ".NET SDK $(dotnet --version), Microsoft.Azure.Functions.Worker.Sdk 2.1.0"
dotnet msbuild app -restore -nologo -verbosity:quiet
echo 'After build, extensions/Extensions.csproj:'
cat extensions/Extensions.csproj
is_overwritten=
if ! grep -q 'Written by hand' extensions/Extensions.csproj; then
  is_overwritten=1
fi

dotnet clean app -nologo -verbosity:quiet
is_deleted=
if [[ ! -e extensions ]]; then
  is_deleted=1
fi
echo "After clean: $(ls -d extensions/* 2>/dev/null || echo 'there is no folder "extensions".')"

if [[ $is_overwritten && $is_deleted ]]; then
  echo 'As found: build wrote over the project, clean deleted its folder.'
else
  echo "Changed: overwritten: ${is_overwritten:-no}, deleted: ${is_deleted:-no}."
  exit 1
fi
