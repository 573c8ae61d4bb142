// <api-docs data-url>: puts Swagger UI in place of the plain list. Without the library the list stays.
class ApiDocs extends HTMLElement {
  connectedCallback() {
    if (typeof window.SwaggerUIBundle !== "function") {
      return;
    }

    const place = document.createElement("div");
    window.SwaggerUIBundle({
      url: this.dataset.url,
      domNode: place,
      deepLinking: true,
      tryItOutEnabled: true,
      validatorUrl: null,
      onComplete: () => this.replaceChildren(place),
    });
  }
}

customElements.define("api-docs", ApiDocs);
