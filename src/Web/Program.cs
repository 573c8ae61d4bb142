using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;
using Weiguang.Web;
using Weiguang.Web.Persistence;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddDatabase(builder.Configuration);
builder.Services.AddKernel(_ => MasterKeys.Find(builder.Configuration, builder.Environment));
builder.WebHost.UseStaticWebAssets();
builder.Services.AddUi().AddRazorComponents();
builder.Services.AddResponseCompression(options => options.EnableForHttps = true);
builder.Services.AddAuthentication();
builder.Services.AddAuthorization();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
builder.Services.AddSingleton<IStringLocalizer>(Phrases.Load([typeof(Phrases).Assembly, .. Modules.Assemblies, typeof(Program).Assembly]));
foreach (var module in Modules.All)
{
    module.AddServices(builder.Services, builder.Configuration);
}

var app = builder.Build();
app.UseResponseCompression();
app.UseRequestLocalization(Phrases.Languages);
app.UseErrorPages();
app.UseAuthentication();
app.UseAuthorization();
app.UseKernel();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapPreferences();
foreach (var module in Modules.All)
{
    module.MapEndpoints(app);
}

app.MapRazorComponents<App>().AddAdditionalAssemblies([.. Modules.Assemblies]);
app.Run();

public partial class Program;
