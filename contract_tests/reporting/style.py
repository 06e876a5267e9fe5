"""How our pages look."""

STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
article { border: 1px solid color-mix(in srgb, currentcolor 25%, transparent); border-radius: .5rem;
          margin: 1rem 0; padding: .5rem 1rem; }
h2 { font-size: 1.1rem; margin: .25rem 0; } .layer { font-weight: 400; opacity: .75; }
pre { overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; } dt { font-weight: 600; }
"""
