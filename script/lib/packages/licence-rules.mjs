// Which licences packages may have. Where and how to add to this: docs/dependencies.md.

/** Licences that ask for no more than their notice. Everything else needs an exception of its own. */
export const allowed = new Set([
  "0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "MS-PL",
  "PostgreSQL", "Python-2.0", "Unicode-3.0", "Unicode-DFS-2016", "Unlicense", "Zlib",
]);

const corefx = "https://github.com/dotnet/corefx/blob/master/LICENSE.TXT";
const aspnet2 = "https://raw.githubusercontent.com/aspnet/AspNetCore/2.0.0/LICENSE.txt";
const extensions2 = "https://raw.githubusercontent.com/aspnet/Home/2.0.0/LICENSE.txt";
const webjobs = "https://go.microsoft.com/fwlink/?linkid=2028464";

/**
 * What packages mean that name no SPDX licence, but an address, a file or nothing. `source` is what the package declares:
 * when that changes, somebody has to look again. `says` has to be in the file.
 */
export const meanings = [
  { packages: ["nuget:WindowsAzure.Storage"], source: "https://github.com/Azure/azure-storage-net/blob/master/LICENSE.txt",
    licence: "Apache-2.0", reason: "The file at that address is the licence's text." },
  { packages: ["nuget:Apache.Arrow"], source: "LICENSE.txt", says: "Apache License", licence: "Apache-2.0",
    reason: "The text is the licence's." },
  { packages: ["nuget:NCrontab"], source: "COPYING.txt", says: "Apache License", licence: "Apache-2.0",
    reason: "The text is the licence's." },
  { packages: ["nuget:ncrontab.signed"], source: "http://www.apache.org/licenses/LICENSE-2.0", licence: "Apache-2.0",
    reason: "The address is the licence's." },
  { packages: ["nuget:Microsoft.Extensions.DependencyModel"], source: "LICENSE.TXT", says: "The MIT License", licence: "MIT",
    reason: "The text is the licence's." },
  { packages: ["nuget:System.ComponentModel.Annotations", "nuget:System.Security.Cryptography.ProtectedData"],
    source: corefx, licence: "MIT", reason: "The licence file of the corefx repository; the packages carry it too." },
  { packages: ["nuget:NETStandard.Library"], source: "https://github.com/dotnet/standard/blob/master/LICENSE.TXT",
    licence: "MIT", reason: "The licence file of its repository." },
  { packages: [
      "nuget:Microsoft.AspNetCore.Authentication.Abstractions", "nuget:Microsoft.AspNetCore.Authentication.Core",
      "nuget:Microsoft.AspNetCore.Authorization", "nuget:Microsoft.AspNetCore.Authorization.Policy",
      "nuget:Microsoft.AspNetCore.Hosting.Abstractions", "nuget:Microsoft.AspNetCore.Hosting.Server.Abstractions",
      "nuget:Microsoft.AspNetCore.Http", "nuget:Microsoft.AspNetCore.Http.Abstractions",
      "nuget:Microsoft.AspNetCore.Http.Extensions", "nuget:Microsoft.AspNetCore.Http.Features",
      "nuget:Microsoft.AspNetCore.JsonPatch", "nuget:Microsoft.AspNetCore.Mvc.Abstractions",
      "nuget:Microsoft.AspNetCore.Mvc.Core", "nuget:Microsoft.AspNetCore.Mvc.Formatters.Json",
      "nuget:Microsoft.AspNetCore.Mvc.WebApiCompatShim", "nuget:Microsoft.AspNetCore.ResponseCaching.Abstractions",
      "nuget:Microsoft.AspNetCore.Routing", "nuget:Microsoft.AspNetCore.Routing.Abstractions",
      "nuget:Microsoft.AspNetCore.WebUtilities", "nuget:Microsoft.Net.Http.Headers",
    ], source: aspnet2, licence: "Apache-2.0",
    reason: "The licence file of ASP.NET Core 2.x. The Durable extension's management API stands on it." },
  { packages: [
      "nuget:Microsoft.Extensions.Configuration.EnvironmentVariables", "nuget:Microsoft.Extensions.Configuration.FileExtensions",
      "nuget:Microsoft.Extensions.Configuration.Json", "nuget:Microsoft.Extensions.FileProviders.Physical",
      "nuget:Microsoft.Extensions.FileSystemGlobbing", "nuget:Microsoft.Extensions.Hosting",
      "nuget:Microsoft.Extensions.Logging.Configuration",
    ], source: extensions2, licence: "Apache-2.0", reason: "The licence file of ASP.NET Core 2.x." },
  { packages: ["nuget:Microsoft.Azure.WebJobs.Extensions", "nuget:Microsoft.Azure.WebJobs.Extensions.DurableTask.Analyzers", "nuget:Microsoft.Azure.WebJobs.Host.Storage"],
    source: webjobs, licence: "MIT", reason: "The link leads to the MIT licence of the Azure WebJobs repositories that the packages name." },
  { packages: ["nuget:Newtonsoft.Json.Bson"], source: "https://raw.github.com/JamesNK/Newtonsoft.Json.Bson/master/LICENSE.md",
    licence: "MIT", reason: "The licence file of its repository." },
  { packages: ["nuget:System.Reactive.Compatibility"], source: "http://go.microsoft.com/fwlink/?LinkID=261272", licence: "MIT",
    reason: "It holds no code. Its repository, dotnet/reactive, and the packages that it stands for are MIT; the link is an old one." },
  { packages: ["npm:busboy", "npm:dicer", "npm:streamsearch"], source: "licenses: MIT", licence: "MIT",
    reason: "They say so in a form that npm no longer reads; their LICENSE files are the licence's text." },
  { packages: ["npm:humanize-number", "npm:only"], source: "nothing", licence: "MIT", reason: "Their readme files say so." },
  { packages: ["npm:uri-templates"], source: "http://geraintluff.github.io/tv4/LICENSE.txt", licence: "Unlicense",
    reason: "Its readme file gives it to the public domain, to be used without restriction." },
];

/** Packages that may have a licence which is not allowed otherwise. */
export const exceptions = [
  { packages: ["npm:axe-core"], licence: "MPL-2.0", reason: "Checks the portal's pages in tests; is not shipped." },
  { packages: ["npm:lightningcss", "npm:lightningcss-*"], licence: "MPL-2.0", reason: "Minifies style sheets at build time; is not shipped." },
  { packages: ["npm:caniuse-lite"], licence: "CC-BY-4.0", reason: "Browser statistics that the build reads; they are not shipped." },
  { packages: ["nuget:Microsoft.AspNet.WebApi.Client"], source: "http://www.microsoft.com/web/webpi/eula/net_library_eula_ENU.htm",
    licence: "LicenseRef-Microsoft-NET-Library",
    reason: "The Durable extension's management API needs it. The terms allow to use and to pass on, unmodified and with the program." },
  { packages: ["nuget:Microsoft.NETCore.Platforms", "nuget:NETStandard.Library"], source: "http://go.microsoft.com/fwlink/?LinkId=329770",
    licence: "LicenseRef-Microsoft-NET-Library",
    reason: "Old metapackages that packages of the Durable extension name; nothing of them is in what is built." },
];
