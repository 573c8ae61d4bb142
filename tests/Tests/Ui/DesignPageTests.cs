using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Web.Pages.Design;

namespace Weiguang.Tests.Ui;

/// <summary>The design pages are for whoever makes the product.</summary>
public class DesignPageTests
{
    [Theory]
    [InlineData(true, false, true)]
    [InlineData(false, false, false)]
    [InlineData(false, true, true)]
    public async Task In_earnest_the_design_pages_open_for_staff_alone(bool isDemo, bool isStaff, bool opens)
    {
        var viewer = new Viewer();
        viewer.Become(Guid.NewGuid(), 1, isStaff ? 2 : 0);
        await using var services = new ServiceCollection().AddLogging().AddSingleton(viewer).AddDesignMenu(isDemo).BuildServiceProvider();
        var http = new DefaultHttpContext { RequestServices = services };
        http.Request.Path = "/design/console";

        var answer = await services.GetRequiredService<IAuthorizationService>().AuthorizeAsync(new ClaimsPrincipal(new ClaimsIdentity()), http, DesignMenu.Policy);

        Assert.Equal(opens, answer.Succeeded);
    }

    [Fact]
    public async Task Every_design_page_asks_for_that()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var pages = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.RoutePattern.RawText?.TrimStart('/').StartsWith("design", StringComparison.Ordinal) == true).ToList();

        Assert.True(pages.Count >= 3);
        Assert.All(pages, page => Assert.Contains(page.Metadata.GetOrderedMetadata<IAuthorizeData>(), asked => asked.Policy == DesignMenu.Policy));
    }
}
