// Made from docs/openapi.yaml by dev/make-types.mjs: change that file, not this one. e3d938c75d39a8dc
export type IsoDate = string;
export interface paths {
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Does the server work? For a load balancer. 503 while the database does not answer.
         * @description Anybody may ask, by whatever Host. The database is asked each time, on a connection kept for
         *     this, and the answer comes within two seconds or so whatever else the server has to do.
         *
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The database answers. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Health"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Figures of the server itself, in Prometheus' text form. Nothing personal is in them.
         * @description For programs on the machine itself, for the addresses of --metrics-from, and for whoever sends
         *     the token of HOMEWARD_METRICS_TOKEN as a bearer. docs/operating.md tells what each figure says.
         *
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain; version=0.0.4; charset=utf-8": string;
                    };
                };
                403: components["responses"]["NotAllowed"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, where, and what they may do. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionInfo"];
                    };
                };
                401: components["responses"]["NotSignedIn"];
            };
        };
        put?: never;
        /** Sign in. A wrong name and a wrong password cannot be told apart. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignIn"];
                };
            };
            responses: {
                /** @description Signed in; the cookie homeward_session is set, and one that stays on the device, from which a lock of the name does not keep this person out. */
                200: {
                    headers: {
                        /** @description homeward_session on loopback and where --origin is http, else __Host-homeward_session, which is Secure; HttpOnly, SameSite=Strict */
                        "Set-Cookie"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionInfo"];
                    };
                };
                400: components["responses"]["NotRight"];
                /** @description The name or the password is not right. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The request comes from another site, or the account has no role anywhere. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not JSON. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many wrong tries, or many people signing in. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Sign out; event streams of the session end. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description csrf_token of the session */
                    "X-CSRF-Token": components["parameters"]["Csrf"];
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Signed out. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change one's own password. Ends one's other sessions.
         * @description The one thing a session may do that was begun with a first password (must_change_password),
         *     beside seeing itself and signing out. A password has 12 to 1,024 characters, is none of those
         *     that config/passwords.toml lists and does not hold the person's name or sign-in name. A wrong
         *     old password counts as a wrong try to sign in.
         *
         */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description csrf_token of the session */
                    "X-CSRF-Token": components["parameters"]["Csrf"];
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangePassword"];
                };
            };
            responses: {
                /** @description Changed. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                400: components["responses"]["NotRight"];
                401: components["responses"]["NotSignedIn"];
                /** @description The old password is not right, or the request does not carry the session's token. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The password was changed by somebody else meanwhile. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many wrong tries. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own sessions that have not ended, the last used first. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionLine"][];
                    };
                };
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of one's own sessions. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description csrf_token of the session */
                    "X-CSRF-Token": components["parameters"]["Csrf"];
                };
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Ended. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/authority": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Go to another authority that one may work in. */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description csrf_token of the session */
                    "X-CSRF-Token": components["parameters"]["Csrf"];
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChooseAuthority"];
                };
            };
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionInfo"];
                    };
                };
                400: components["responses"]["NotRight"];
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Live changes of the authority, as text/event-stream. The id of each event is the journal sequence. */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description the last event heard; what came after it is told, or "reload" */
                    "Last-Event-ID"?: components["parameters"]["LastEventId"];
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Events "hello" and "reload" (data EventSequence) and "change" (data ChangeEvent). Ends with the session, and soon after its account was disabled. Beyond ten streams of one session its oldest ends. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": string;
                    };
                };
                400: components["responses"]["NotRight"];
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                /** @description Too many listeners. */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the configuration calls things: milestones with their outcomes, stages, plans, timescales. The same for everybody, and nothing of anybody. */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description an ETag received before */
                    "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        /** @description of what it says; changes with the configuration alone */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Catalogue"];
                    };
                };
                /** @description Nothing changed. */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trackers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A tracker with all its rows, with the cells of the columns that are not hidden and of each row's most urgent clock. */
        get: {
            parameters: {
                query?: {
                    /** @description today without it; a past day shows what was known at its end; a future day is refused */
                    as_of?: components["parameters"]["AsOf"];
                };
                header?: {
                    /** @description an ETag received before */
                    "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                    /** @description “1” when the page asks because of a live event, and nobody did anything */
                    "X-Homeward-Live"?: components["parameters"]["Live"];
                };
                path: {
                    /** @description "joint" */
                    id: components["parameters"]["TrackerId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked; gzip when accepted. */
                200: {
                    headers: {
                        /** @description changes whenever anything in the authority does, and each day */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Tracker"];
                    };
                };
                /** @description Nothing changed. */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                400: components["responses"]["NotRight"];
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trackers/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tracker as CSV, marked with who carried it off and when; written into the access log with the children in it. The role is set in config/access.toml. */
        get: {
            parameters: {
                query?: {
                    /** @description today without it; a past day shows what was known at its end; a future day is refused */
                    as_of?: components["parameters"]["AsOf"];
                    /** @description ids of columns with commas, in this order; those shown at first without it */
                    columns?: string;
                    /** @description one count of the page */
                    show?: components["schemas"]["TrackerCountId"];
                    /** @description an id, or “none” */
                    team?: string;
                    /** @description an id, or “none” */
                    worker?: string;
                    /** @description an id, or “none” */
                    plan?: string;
                    /** @description an id, or “none” */
                    stage?: string;
                    /** @description ids with commas; what a text filter left (the text itself may be a name) */
                    children?: string;
                    /** @description “1”: initials instead of names */
                    discreet?: string;
                };
                header?: never;
                path: {
                    /** @description "joint" */
                    id: components["parameters"]["TrackerId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked, as an attachment. */
                200: {
                    headers: {
                        /** @description the name of the file */
                        "Content-Disposition"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv; charset=utf-8": unknown;
                    };
                };
                400: components["responses"]["NotRight"];
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trackers/{id}/columns/{column}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The cells of one column of dates, when somebody turns on one that is hidden. */
        get: {
            parameters: {
                query?: {
                    /** @description today without it; a past day shows what was known at its end; a future day is refused */
                    as_of?: components["parameters"]["AsOf"];
                };
                header?: {
                    /** @description “1” when the page asks because of a live event, and nobody did anything */
                    "X-Homeward-Live"?: components["parameters"]["Live"];
                };
                path: {
                    /** @description "joint" */
                    id: components["parameters"]["TrackerId"];
                    /** @description the id of a column of dates, as the tracker gives it */
                    column: components["parameters"]["TrackerColumnId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TrackerColumnCells"];
                    };
                };
                400: components["responses"]["NotRight"];
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trackers/{id}/rows/{child}/because/{column}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why one date of a tracker is as it is, when its explanation is opened. */
        get: {
            parameters: {
                query?: {
                    /** @description today without it; a past day shows what was known at its end; a future day is refused */
                    as_of?: components["parameters"]["AsOf"];
                };
                header?: never;
                path: {
                    /** @description "joint" */
                    id: components["parameters"]["TrackerId"];
                    /** @description the id of a child, as the tracker gives it */
                    child: components["parameters"]["Child"];
                    /** @description the id of a column of dates, as the tracker gives it */
                    column: components["parameters"]["TrackerColumnId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Because"];
                    };
                };
                400: components["responses"]["NotRight"];
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trackers/{id}/rows/{child}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One row of a tracker with the cells of all its columns, after an edit or a live event; 404 when the child is no longer in it. */
        get: {
            parameters: {
                query?: {
                    /** @description today without it; a past day shows what was known at its end; a future day is refused */
                    as_of?: components["parameters"]["AsOf"];
                };
                header?: {
                    /** @description “1” when the page asks because of a live event, and nobody did anything */
                    "X-Homeward-Live"?: components["parameters"]["Live"];
                };
                path: {
                    /** @description "joint" */
                    id: components["parameters"]["TrackerId"];
                    /** @description the id of a child, as the tracker gives it */
                    child: components["parameters"]["Child"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TrackerRow"];
                    };
                };
                400: components["responses"]["NotRight"];
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/children/{child}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A child's page. */
        get: {
            parameters: {
                query?: {
                    /** @description today without it; a past day shows what was known at its end; a future day is refused */
                    as_of?: components["parameters"]["AsOf"];
                };
                header?: {
                    /** @description “1” when the page asks because of a live event, and nobody did anything */
                    "X-Homeward-Live"?: components["parameters"]["Live"];
                };
                path: {
                    /** @description the id of a child, as the tracker gives it */
                    child: components["parameters"]["Child"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ChildPage"];
                    };
                };
                400: components["responses"]["NotRight"];
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/children/{child}/journal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed, newest first, at most 500. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description the id of a child, as the tracker gives it */
                    child: components["parameters"]["Child"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JournalLine"][];
                    };
                };
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/children/{child}/looks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who looked at this child's record, newest first, at most 1000. A look at the child's page is one line. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description the id of a child, as the tracker gives it */
                    child: components["parameters"]["Child"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LookLine"][];
                    };
                };
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/children/{child}/milestones/{type}/{nth}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Enter a milestone. A field that is left out keeps what is held; null or "" removes it. An entry without any date, outcome and note is removed. */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description the version the edit starts from, in quotes; "0" when nothing was entered yet */
                    "If-Match": components["parameters"]["IfMatch"];
                    /** @description csrf_token of the session */
                    "X-CSRF-Token": components["parameters"]["Csrf"];
                };
                path: {
                    /** @description the id of a child, as the tracker gives it */
                    child: components["parameters"]["Child"];
                    /** @description a milestone of config/milestones.toml that a person may enter */
                    type: components["parameters"]["MilestoneType"];
                    /** @description the n-th of its kind in this period of care */
                    nth: components["parameters"]["Nth"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MilestoneEdit"];
                };
            };
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MilestoneSaved"];
                    };
                };
                400: components["responses"]["NotRight"];
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
                /** @description Somebody changed it first: both values. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ConflictProblem"];
                    };
                };
                /** @description Likely wrong, though it can be right: sent again with the ids under "confirmed" it is saved. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["DoubtsProblem"];
                    };
                };
                /** @description If-Match is missing. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/children/{child}/delays/{timescale}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Record that a delay is on purpose, change it or end it. A new delay needs reason, decided_by, decided_on and look_again_on; later a field that is left out keeps what is held. ended_on null opens again the delay that ended last; reason, decided_by, decided_on and look_again_on null together remove the delay. */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description the version the edit starts from, in quotes; "0" when nothing was entered yet */
                    "If-Match": components["parameters"]["IfMatch"];
                    /** @description csrf_token of the session */
                    "X-CSRF-Token": components["parameters"]["Csrf"];
                };
                path: {
                    /** @description the id of a child, as the tracker gives it */
                    child: components["parameters"]["Child"];
                    /** @description a timescale of config/timescales.toml */
                    timescale: components["parameters"]["Timescale"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DelayEdit"];
                };
            };
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DelaySaved"];
                    };
                };
                400: components["responses"]["NotRight"];
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
                /** @description Somebody changed it first: both values. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["DelayConflictProblem"];
                    };
                };
                /** @description If-Match is missing. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Children by words of the name in any order, number or day of birth (a POST: names never reach an address). Case, accents and apostrophes do not matter. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description csrf_token of the session */
                    "X-CSRF-Token": components["parameters"]["Csrf"];
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SearchText"];
                };
            };
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SearchHits"];
                    };
                };
                400: components["responses"]["NotRight"];
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Imports, newest first, at most 500. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportLine"][];
                    };
                };
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of the problems of an import. */
        get: {
            parameters: {
                query?: {
                    /** @description how many to leave out */
                    offset?: components["parameters"]["Offset"];
                    /** @description 200 without it */
                    limit?: components["parameters"]["Limit"];
                };
                header?: never;
                path: {
                    /** @description the id of an import */
                    id: components["parameters"]["ImportId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportProblems"];
                    };
                };
                400: components["responses"]["NotRight"];
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What undoing this import would take out, put back and leave as it is. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description the id of an import */
                    id: components["parameters"]["ImportId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UndoPlan"];
                    };
                };
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
                /** @description It is undone already, or was refused. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Undo this import as one, as it was looked over. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description csrf_token of the session */
                    "X-CSRF-Token": components["parameters"]["Csrf"];
                };
                path: {
                    /** @description the id of an import */
                    id: components["parameters"]["ImportId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UndoOrder"];
                };
            };
            responses: {
                /** @description Taken; ask for the job. */
                202: {
                    headers: {
                        /** @description the job */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobStarted"];
                    };
                };
                400: components["responses"]["NotRight"];
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
                /** @description Others are under way. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/import-readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read the files of a return, and hold them: nothing is written until the import is confirmed. The job, when it is done, names the reading. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description csrf_token of the session */
                    "X-CSRF-Token": components["parameters"]["Csrf"];
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": components["schemas"]["ImportForm"];
                };
            };
            responses: {
                /** @description Taken; ask for the job. */
                202: {
                    headers: {
                        /** @description the job */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobStarted"];
                    };
                };
                400: components["responses"]["NotRight"];
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                /** @description Larger than the limit, which the sentence names. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not multipart/form-data. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Others are under way. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/import-readings/{reading}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What importing these files would do. Only for the one who sent them, in that session; 404 when they are no longer held. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description as a job of POST /api/import-readings gave it */
                    reading: components["parameters"]["ReadingId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LookOver"];
                    };
                };
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
            };
        };
        /** Read the same files again with these answers, over the record as it is now. */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description csrf_token of the session */
                    "X-CSRF-Token": components["parameters"]["Csrf"];
                };
                path: {
                    /** @description as a job of POST /api/import-readings gave it */
                    reading: components["parameters"]["ReadingId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ImportAnswersEdit"];
                };
            };
            responses: {
                /** @description Taken; ask for the job. */
                202: {
                    headers: {
                        /** @description the job */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobStarted"];
                    };
                };
                400: components["responses"]["NotRight"];
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
                /** @description Others are under way. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Cancel: the files are let go. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description csrf_token of the session */
                    "X-CSRF-Token": components["parameters"]["Csrf"];
                };
                path: {
                    /** @description as a job of POST /api/import-readings gave it */
                    reading: components["parameters"]["ReadingId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/import-readings/{reading}/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import exactly what was looked over. If something else would be written by now, nothing is, and the job names the reading to be looked over again. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description csrf_token of the session */
                    "X-CSRF-Token": components["parameters"]["Csrf"];
                };
                path: {
                    /** @description as a job of POST /api/import-readings gave it */
                    reading: components["parameters"]["ReadingId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ImportConfirmation"];
                };
            };
            responses: {
                /** @description Taken; ask for the job. */
                202: {
                    headers: {
                        /** @description the job */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobStarted"];
                    };
                };
                400: components["responses"]["NotRight"];
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
                /** @description Others are under way. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/absences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Children whom a return no longer held when it came again for its year, open ones first. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Absence"][];
                    };
                };
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/absences/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw what that return said of the child, leave the record as it is with a reason, or open it again. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description csrf_token of the session */
                    "X-CSRF-Token": components["parameters"]["Csrf"];
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AbsenceSettlement"];
                };
            };
            responses: {
                /** @description Done. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                400: components["responses"]["NotRight"];
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
                /** @description Settled already, or the record has changed since. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/unplaced": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people entered for periods of care that the returns do not tell any more: open ones first, then those settled. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Unplaced"][];
                    };
                };
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/unplaced/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say to which period of care of the child it belongs, remove it, or open it again. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description csrf_token of the session */
                    "X-CSRF-Token": components["parameters"]["Csrf"];
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UnplacedSettlement"];
                };
            };
            responses: {
                /** @description Done. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                400: components["responses"]["NotRight"];
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
                /** @description There is no such period any more, or the record has changed since. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/return-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Checks of returns, newest first, at most 200. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReturnCheckLine"][];
                    };
                };
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
            };
        };
        put?: never;
        /** Check a return by every rule in force. Nothing is brought into the record. The job names the check when it is done. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description csrf_token of the session */
                    "X-CSRF-Token": components["parameters"]["Csrf"];
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": components["schemas"]["ReturnCheckForm"];
                };
            };
            responses: {
                /** @description Taken; ask for the job. */
                202: {
                    headers: {
                        /** @description the job */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobStarted"];
                    };
                };
                400: components["responses"]["NotRight"];
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                /** @description Larger than the limit, which the sentence names. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Not multipart/form-data. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Others are under way. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/return-checks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One check, with its rules. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description the id of a check of a return */
                    id: components["parameters"]["ReturnCheckId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReturnCheck"];
                    };
                };
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
            };
        };
        put?: never;
        post?: never;
        /** Delete a check, its findings and its files. What was accepted stays accepted. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description csrf_token of the session */
                    "X-CSRF-Token": components["parameters"]["Csrf"];
                };
                path: {
                    /** @description the id of a check of a return */
                    id: components["parameters"]["ReturnCheckId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Deleted. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/return-checks/{id}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of the findings of a check, by rule, table and row. */
        get: {
            parameters: {
                query?: {
                    /** @description the code of a rule */
                    rule?: string;
                    /** @description of one child, as the findings and the children of this check give it */
                    child_key?: number;
                    /** @description open (not accepted), accepted, or new (absent from the check before, accepted or not); all without it */
                    state?: "new" | "open" | "accepted" | "all";
                    /** @description how many to leave out */
                    offset?: components["parameters"]["Offset"];
                    /** @description 200 without it */
                    limit?: components["parameters"]["Limit"];
                };
                header?: never;
                path: {
                    /** @description the id of a check of a return */
                    id: components["parameters"]["ReturnCheckId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReturnFindings"];
                    };
                };
                400: components["responses"]["NotRight"];
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/return-checks/{id}/children": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of the children with findings, most findings first. */
        get: {
            parameters: {
                query?: {
                    /** @description how many to leave out */
                    offset?: components["parameters"]["Offset"];
                    /** @description 200 without it */
                    limit?: components["parameters"]["Limit"];
                };
                header?: never;
                path: {
                    /** @description the id of a check of a return */
                    id: components["parameters"]["ReturnCheckId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReturnCheckChildren"];
                    };
                };
                400: components["responses"]["NotRight"];
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/return-checks/{id}/findings/{finding}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Accept a finding as it is, with a reason. It stays accepted in later checks until one of the values changes. */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description csrf_token of the session */
                    "X-CSRF-Token": components["parameters"]["Csrf"];
                };
                path: {
                    /** @description the id of a check of a return */
                    id: components["parameters"]["ReturnCheckId"];
                    /** @description the id of a finding in that check */
                    finding: components["parameters"]["ReturnFindingId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AcceptFinding"];
                };
            };
            responses: {
                /** @description Accepted. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FindingAccepted"];
                    };
                };
                400: components["responses"]["NotRight"];
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
            };
        };
        post?: never;
        /** Withdraw the acceptance of a finding. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description csrf_token of the session */
                    "X-CSRF-Token": components["parameters"]["Csrf"];
                };
                path: {
                    /** @description the id of a check of a return */
                    id: components["parameters"]["ReturnCheckId"];
                    /** @description the id of a finding in that check */
                    finding: components["parameters"]["ReturnFindingId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The finding is not accepted. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/return-checks/{id}/workbook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The result as an Excel workbook; written into the access log. The role is set in config/access.toml. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description the id of a check of a return */
                    id: components["parameters"]["ReturnCheckId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked, as an attachment. */
                200: {
                    headers: {
                        /** @description the name of the file */
                        "Content-Disposition"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                    };
                };
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/return-checks/{id}/findings.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All findings as CSV; written into the access log. The role is set in config/access.toml. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description the id of a check of a return */
                    id: components["parameters"]["ReturnCheckId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked, as an attachment. */
                200: {
                    headers: {
                        /** @description the name of the file */
                        "Content-Disposition"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv; charset=utf-8": unknown;
                    };
                };
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/return-checks/record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the return would say of the record today, by worker: the same rules, run over the record. */
        get: {
            parameters: {
                query?: {
                    /** @description the collection year; the present one without it */
                    year?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RecordCheck"];
                    };
                };
                400: components["responses"]["NotRight"];
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/children/{child}/return-findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the return would say of this child today. The look is logged. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description the id of a child, as the tracker gives it */
                    child: components["parameters"]["Child"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ChildReturnFindings"];
                    };
                };
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a reading, an import, an undoing or a check goes. Only for the one who started it. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description as POST /api/import-readings, POST /api/return-checks and others gave it */
                    job: components["parameters"]["JobId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Job"];
                    };
                };
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conflicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Imported and entered values that disagree and are not settled. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Conflict"][];
                    };
                };
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conflicts/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say which of two values counts, or open again what was settled so. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description csrf_token of the session */
                    "X-CSRF-Token": components["parameters"]["Csrf"];
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Settle"];
                };
            };
            responses: {
                /** @description Settled. */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                400: components["responses"]["NotRight"];
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
                404: components["responses"]["NotFound"];
                /** @description The values are others by now. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/security-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who signed in, failed to, was locked, was given a role …, newest first, at most 1000. Tries of names without an account are seen by the administrators of every authority; the name that was typed is kept nowhere. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SecurityLine"][];
                    };
                };
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/access-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who looked at which child's record, newest first, at most 1000. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description As asked. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LookLine"][];
                    };
                };
                401: components["responses"]["NotSignedIn"];
                403: components["responses"]["NotAllowed"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Health: {
            /** @enum {unknown} */
            status: "ok";
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            /** @description for a person; holds no personal data */
            detail: string;
            /** @description of a 500 or 503, the number under which the server's log tells what went wrong ("7K3-9QF") */
            incident?: string;
        };
        SignIn: {
            name: string;
            password: string;
        };
        ChangePassword: {
            old_password: string;
            new_password: string;
        };
        ChooseAuthority: {
            authority_id: number;
        };
        SessionInfo: {
            account: components["schemas"]["SessionAccount"];
            authority: components["schemas"]["SessionAuthority"];
            /** @description all that this person may work in */
            authorities: components["schemas"]["NamedId"][];
            csrf_token: string;
            /** @description until the session ends, if nobody does anything */
            seconds_left: number;
            /**
             * Format: date
             * @description in Europe/London
             */
            today: IsoDate;
            last_data: components["schemas"]["LastData"];
            trackers: components["schemas"]["TrackerName"][];
        };
        SessionAccount: {
            id: number;
            name: string;
            initials: string;
            /** @enum {string} */
            role: "viewer" | "practitioner" | "manager" | "administrator";
            can_edit: boolean;
            can_import: boolean;
            can_see_log: boolean;
            can_export: boolean;
            /** @description the password was given by somebody else; until it is changed nothing else is allowed */
            must_change_password: boolean;
        };
        SessionAuthority: {
            id: number;
            name: string;
            dfe_number: string;
            /** @description no real child in it */
            synthetic: boolean;
        };
        NamedId: {
            id: number;
            name: string;
        };
        LastData: {
            /** Format: date */
            on: IsoDate;
            words: string;
        } | null;
        TrackerName: {
            id: string;
            name: string;
        };
        Tracker: {
            id: string;
            name: string;
            how_to_read: string;
            /** Format: date */
            as_of: IsoDate;
            /**
             * Format: date
             * @description set when as_of is in the past
             */
            known_on: IsoDate | null;
            /** @description the last journal sequence it contains */
            sequence: number;
            columns: components["schemas"]["TrackerColumn"][];
            /** @description what is counted here, in order */
            counts: components["schemas"]["TrackerCount"][];
            teams: components["schemas"]["NamedId"][];
            workers: components["schemas"]["Worker"][];
            rows: components["schemas"]["TrackerRow"][];
        };
        TrackerColumn: {
            id: string;
            title: string;
            /** @enum {string} */
            show: "child" | "age" | "in_care_days" | "worker" | "team" | "stage" | "plan" | "clock" | "milestone" | "next_step" | "legal_status" | "placement" | "moves" | "waiting_days";
            explanation: string;
            hidden: boolean;
            /** @description pixels; 0 is the default */
            width: number;
            /** @description of the catalogue, that is entered in this column; null when none is */
            milestone: string | null;
        };
        /** @enum {string} */
        TrackerCountId: "overdue" | "due_soon" | "stuck" | "unknown" | "waiting_on_purpose" | "conflicts";
        /** @description Children with at least one; `counted` of a row tells whether it is one of them. */
        TrackerCount: {
            id: components["schemas"]["TrackerCountId"];
            /** @description "with something unknown" */
            words: string;
        };
        /** @description By count, for those this child is in, the columns of the tracker that say why, most urgent first; none where no column does. */
        Counted: {
            overdue?: components["schemas"]["ColumnIds"];
            due_soon?: components["schemas"]["ColumnIds"];
            stuck?: components["schemas"]["ColumnIds"];
            unknown?: components["schemas"]["ColumnIds"];
            waiting_on_purpose?: components["schemas"]["ColumnIds"];
            conflicts?: components["schemas"]["ColumnIds"];
        };
        ColumnIds: string[];
        TrackerColumnCells: {
            /** @description the last journal sequence it contains */
            sequence: number;
            /** @description by child */
            cells: {
                [key: string]: components["schemas"]["Cell"];
            };
        };
        Because: {
            /** @description sentences: the dates, the rule, the arithmetic */
            because: string;
        };
        Catalogue: {
            /** @description by id, those a person may enter */
            milestones: {
                [key: string]: components["schemas"]["MilestoneWords"];
            };
            /** @description in the order of the way to permanence */
            stages: components["schemas"]["Explained"][];
            plans: components["schemas"]["Explained"][];
            /** @description by id */
            timescales: {
                [key: string]: components["schemas"]["TimescaleName"];
            };
        };
        TimescaleName: {
            name: string;
            /** @description of its column in a tracker; '' when no tracker has one */
            heading: string;
        };
        Worker: {
            id: number;
            name: string;
            initials: string;
            team: number;
        };
        Explained: {
            id: string;
            name: string;
            explanation: string;
        };
        MilestoneWords: {
            name: string;
            explanation: string;
            who_can_fill: string;
            outcomes: string[];
            /** @description there can be a 2nd, a 3rd … */
            repeats: boolean;
            /** @description a decision that changes the child's way, to be looked at twice */
            decision: boolean;
        };
        TrackerRow: {
            child: number;
            number: string;
            /** @description '' when unknown */
            given_name: string;
            family_name: string;
            initials: string;
            sibling_group: number | null;
            sibling_label: string;
            /** Format: date */
            born_on: IsoDate | null;
            age: string | null;
            age_days: number | null;
            /** Format: date */
            in_care_since: IsoDate | null;
            in_care_days: number | null;
            /** @description days in care without permanence */
            waiting_days: number | null;
            worker: number | null;
            team: number | null;
            stage: string | null;
            stage_days: number | null;
            /** @description 0 to 100, the share of comparable children who left this stage sooner; null when too few */
            stage_share: number | null;
            stuck: boolean;
            plan: string | null;
            parallel_plans: string[];
            legal_status: string;
            placement: string;
            moves_12_months: number;
            next_step: components["schemas"]["NextStep"];
            counted: components["schemas"]["Counted"];
            /** @description by column id */
            cells: {
                [key: string]: components["schemas"]["Cell"];
            };
        };
        NextStep: {
            what: string;
            who: string;
            /** Format: date */
            due_on: IsoDate | null;
            state: components["schemas"]["ClockState"];
        } | null;
        /** @enum {string} */
        ClockState: "overdue" | "due_soon" | "running" | "met" | "met_late" | "purposeful_delay" | "unknown" | "not_started" | "not_applicable";
        /**
         * @description A clock's state, or none for a milestone column without a clock.
         * @enum {string}
         */
        CellState: "overdue" | "due_soon" | "running" | "met" | "met_late" | "purposeful_delay" | "unknown" | "not_started" | "not_applicable" | "none";
        /**
         * @description Where happened_on comes from.
         * @enum {string|null}
         */
        CellSource: "hand" | "return_file" | "extract" | null;
        Cell: {
            state: components["schemas"]["CellState"];
            words: string;
            /** @description why, in sentences; in a tracker only where the words are a dash, which is then said aloud: for the others null, to be asked for at …/because/{column} */
            because: string | null;
            /** Format: date */
            due_on: IsoDate | null;
            /** Format: date */
            planned_on: IsoDate | null;
            /** Format: date */
            happened_on: IsoDate | null;
            outcome: string;
            /** @description what somebody wrote beside the date; '' when nothing */
            note: string;
            source: components["schemas"]["CellSource"];
            conflict: boolean;
            edit: components["schemas"]["CellEdit"];
            /** @description ascending, most urgent first */
            rank: number;
        };
        /** @description Set when a person may enter this milestone here; in a tracker null for those who may not edit, and on a past day. */
        CellEdit: {
            type: string;
            nth: number;
            version: number;
        } | null;
        ChildPage: {
            id: number;
            /** Format: date */
            as_of: IsoDate;
            /** Format: date */
            known_on: IsoDate | null;
            number: string;
            given_name: string;
            family_name: string;
            initials: string;
            /** Format: date */
            born_on: IsoDate | null;
            age: string | null;
            sex: string;
            ethnicity: string;
            in_care: boolean;
            /** Format: date */
            in_care_since: IsoDate | null;
            days_in_care: number | null;
            share_of_life_percent: number | null;
            legal_status: string;
            placement: string;
            /** Format: date */
            placement_since: IsoDate | null;
            team: string;
            worker: string;
            plan: components["schemas"]["OptionalPlan"];
            parallel_plans: components["schemas"]["Plan"][];
            stage: components["schemas"]["Stage"];
            permanent: boolean;
            siblings: components["schemas"]["Sibling"][];
            sibling_group: components["schemas"]["SiblingGroup"];
            next: components["schemas"]["Step"][];
            clocks: components["schemas"]["Clock"][];
            unknown: components["schemas"]["Unknown"][];
            /** @description what is held of each milestone that a person may enter */
            milestones: components["schemas"]["HeldMilestone"][];
            conflicts: components["schemas"]["Conflict"][];
            /** @description what is not settled yet */
            unplaced: components["schemas"]["Unplaced"][];
            timeline: components["schemas"]["Timeline"];
            story: string[];
            moves_12_months: number;
        };
        Plan: {
            type: string;
            name: string;
            /** Format: date */
            agreed_on: IsoDate;
            /** Format: date */
            ended_on: IsoDate | null;
        };
        OptionalPlan: {
            type: string;
            name: string;
            /** Format: date */
            agreed_on: IsoDate;
            /** Format: date */
            ended_on: IsoDate | null;
        } | null;
        Stage: {
            id: string;
            name: string;
            explanation: string;
            /** Format: date */
            since: IsoDate;
            days: number;
            stuck: boolean;
            share: number | null;
        } | null;
        Sibling: {
            child: number;
            name: string;
            initials: string;
            age: string | null;
            placement: string;
            /** @description living in the same placement now */
            together: boolean | null;
        };
        SiblingGroup: {
            label: string;
            plan_together: boolean | null;
            reason: string;
        } | null;
        Step: {
            what: string;
            who: string;
            /** Format: date */
            due_on: IsoDate | null;
            state: components["schemas"]["ClockState"];
            words: string;
        };
        Clock: {
            timescale: string;
            name: string;
            law: string;
            kind: string;
            /** @enum {string} */
            standing: "confirmed" | "unconfirmed" | "local";
            delay: components["schemas"]["OpenDelay"];
            cell: components["schemas"]["Cell"];
        };
        Unknown: {
            milestone: string;
            nth: number;
            name: string;
            why_it_matters: string;
            who_can_fill: string;
            version: number;
            editable: boolean;
        };
        Timeline: {
            /** Format: date */
            from: IsoDate;
            /** Format: date */
            to: IsoDate;
            bars: components["schemas"]["TimelineBar"][];
            points: components["schemas"]["TimelinePoint"][];
            targets: components["schemas"]["TimelineTarget"][];
        };
        TimelineBar: {
            /** @enum {string} */
            lane: "legal" | "home" | "worker" | "missing";
            label: string;
            detail: string;
            /** Format: date */
            from: IsoDate;
            /** Format: date */
            until: IsoDate | null;
            shape: string;
            ended_planned: boolean | null;
        };
        TimelinePoint: {
            /** @enum {string} */
            lane: "meeting" | "decision";
            label: string;
            /** Format: date */
            on: IsoDate;
            planned: boolean;
            detail: string;
            /** @description what somebody wrote beside the date; '' when nothing */
            note: string;
            age: string | null;
        };
        TimelineTarget: {
            label: string;
            /** Format: date */
            on: IsoDate;
            state: components["schemas"]["ClockState"];
        };
        JournalLine: {
            sequence: number;
            at: string;
            /** @description the name in full and the initials, "Dana Morris (DM)"; to a viewer the initials alone */
            by: string;
            /** @description what was done to what, as in "Milestone changed, First planning meeting" */
            what: string;
            before: components["schemas"]["JournalValue"][];
            after: components["schemas"]["JournalValue"][];
            /** @description which import wrote it, or "Entered here.", and the import, return and row that the row had come from */
            source: string;
        };
        JournalValue: {
            name: string;
            value: string;
            /**
             * @description What of a person the value tells; “hidden”: this person may not see it, and the value says so.
             * @enum {string}
             */
            kind: "" | "name" | "birth" | "place" | "note" | "number" | "hidden";
        };
        /** @description A field that is left out is unchanged, null or "" removes what it holds. */
        MilestoneEdit: {
            /** Format: date */
            planned_on?: IsoDate | null;
            /** Format: date */
            happened_on?: IsoDate | null;
            /** @description at most 4000 characters */
            outcome?: string | null;
            /** @description at most 4000 characters */
            note?: string | null;
            /** @description ids of the doubts that the person has answered with yes */
            confirmed?: components["schemas"]["DoubtId"][];
        };
        DoubtsProblem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            doubts: components["schemas"]["Doubt"][];
        };
        Doubt: {
            id: components["schemas"]["DoubtId"];
            sentence: string;
        };
        /** @enum {string} */
        DoubtId: "order" | "same_day" | "skips" | "before_birth" | "before_care";
        /** @description What people entered for one milestone of this period of care, and the date an import brought. */
        HeldMilestone: {
            type: string;
            nth: number;
            name: string;
            /** Format: date */
            planned_on: IsoDate | null;
            /**
             * Format: date
             * @description entered
             */
            happened_on: IsoDate | null;
            /** Format: date */
            imported_on: IsoDate | null;
            outcome: string;
            note: string;
            /** @description 0 when nothing was entered */
            version: number;
            /** @description initials of who entered it last; '' when not known */
            by: string;
            at: string;
        };
        MilestoneSaved: {
            /** @description 0 when the entry was removed */
            version: number;
            /** @description 0 when what was sent was held already and nothing was written */
            sequence: number;
            previous: components["schemas"]["PreviousMilestone"];
        };
        PreviousMilestone: {
            /** Format: date */
            planned_on: IsoDate | null;
            /** Format: date */
            happened_on: IsoDate | null;
            outcome: string;
            note: string;
        } | null;
        ConflictProblem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            yours: components["schemas"]["MilestoneEdit"];
            theirs: components["schemas"]["TheirMilestone"];
        };
        TheirMilestone: {
            /** Format: date */
            planned_on: IsoDate | null;
            /** Format: date */
            happened_on: IsoDate | null;
            outcome: string;
            note: string;
            version: number;
            by: string;
            at: string;
        };
        /** @description A field that is left out is unchanged. ended_on may be null; the others may be null only together, which removes the delay. */
        DelayEdit: {
            /** @description at most 4000 characters */
            reason?: string | null;
            /** @description at most 200 characters */
            decided_by?: string | null;
            /** Format: date */
            decided_on?: IsoDate | null;
            /** Format: date */
            look_again_on?: IsoDate | null;
            /** Format: date */
            ended_on?: IsoDate | null;
        };
        DelaySaved: {
            /** @description 0 when the delay was removed */
            version: number;
            /** @description 0 when what was sent was held already and nothing was written */
            sequence: number;
            previous: components["schemas"]["PreviousDelay"];
        };
        PreviousDelay: {
            reason: string;
            decided_by: string;
            /** Format: date */
            decided_on: IsoDate | null;
            /** Format: date */
            look_again_on: IsoDate | null;
            /** Format: date */
            ended_on: IsoDate | null;
        } | null;
        /** @description The purposeful delay of a clock that has not ended; null when there is none. */
        OpenDelay: {
            reason: string;
            decided_by: string;
            /** Format: date */
            decided_on: IsoDate | null;
            /** Format: date */
            look_again_on: IsoDate | null;
            /** Format: date */
            ended_on: IsoDate | null;
            /** @description for If-Match; 0 when there is none */
            version: number;
            /** @description initials of who entered it last; '' when not known */
            by: string;
            at: string;
        } | null;
        /** @description What somebody else saved. Version 0 when no delay is open any more; without dates when it was removed. */
        TheirDelay: {
            reason: string;
            decided_by: string;
            /** Format: date */
            decided_on: IsoDate | null;
            /** Format: date */
            look_again_on: IsoDate | null;
            /** Format: date */
            ended_on: IsoDate | null;
            /** @description for If-Match; 0 when there is none */
            version: number;
            /** @description initials of who entered it last; '' when not known */
            by: string;
            at: string;
        };
        DelayConflictProblem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            yours: components["schemas"]["DelayEdit"];
            theirs: components["schemas"]["TheirDelay"];
        };
        SearchText: {
            text: string;
        };
        SearchHits: {
            /** @description How many were found; `children` holds the first 20 of them. */
            total: number;
            children: components["schemas"]["SearchHit"][];
        };
        SearchHit: {
            child: number;
            name: string;
            initials: string;
            number: string;
            age: string | null;
            worker: string;
        };
        ImportForm: {
            /** @description the files of the return, or one zip; at most 200 */
            files: string[];
            /** @description the collection year, when the files do not tell */
            year?: string;
        };
        JobStarted: {
            job: string;
        };
        Job: {
            id: string;
            /** @enum {string} */
            state: "running" | "done" | "refused";
            stage: string;
            percent: number;
            import_id: number | null;
            /** @description of a check of a return, when it is done */
            check_id: number | null;
            /** @description files that wait for their import to be confirmed, once they are read */
            reading: string | null;
            sentence: string;
            /** @description of a job that failed on the server's side, as in Problem */
            incident?: string;
        };
        ReturnCheckForm: {
            /** @description the files of this year's return, or one zip; last year's beside them are recognised by their folder or name */
            files: string[];
            /** @description the files of last year's return, or one zip */
            previous?: string[];
            /** @description the collection year, when the files do not tell */
            year?: string;
            /** @description the collection year whose rules are run; that of the return without it */
            rules?: string;
        };
        ReturnCheckLine: {
            id: number;
            collection_year: number;
            rules_year: number;
            checked_at: string;
            /** @description initials */
            checked_by: string;
            /** @description in the return */
            children: number;
            /** @description findings of rules that are errors, not accepted */
            errors: number;
            /** @description findings of rules that are queries, not accepted */
            queries: number;
            /** @description findings that are accepted */
            accepted: number;
            /** @description findings absent from the check before, accepted or not; 0 when there was none before */
            new: number;
            /** @description findings of the check before that are not in this one; 0 when there was none before */
            gone: number;
            /** @description rules in force that were not run */
            not_run: number;
            /**
             * Format: date
             * @description the day on which the files are deleted; null when they are
             */
            files_kept_until: IsoDate | null;
        };
        ReturnCheck: {
            id: number;
            collection_year: number;
            rules_year: number;
            checked_at: string;
            checked_by: string;
            children: number;
            errors: number;
            queries: number;
            accepted: number;
            new: number;
            gone: number;
            /** @description the rules in force that were not run, and why; they have not passed */
            not_run: components["schemas"]["RuleNotRun"][];
            /** Format: date */
            files_kept_until: IsoDate | null;
            /** @description ONS code of the authority; empty when it is not known */
            own_area: string;
            /** @description the check that this one was compared with; null when there was none, or it is deleted */
            previous_check_id: number | null;
            files: {
                name: string;
                table: string;
                year: number;
                rows: number;
            }[];
            /** @description of reading the files, each one sentence */
            problems: string[];
            /** @description only those with findings, in the order of their codes */
            rules: components["schemas"]["CheckedRule"][];
            /** @description rules that were run and found nothing */
            passed: number;
            /** @description what the check before found and this one did not */
            gone_rules: {
                rule: string;
                sentence: string;
                findings: number;
            }[];
        };
        CheckedRule: {
            rule: string;
            sentence: string;
            severity: components["schemas"]["RuleSeverity"];
            /** @description a source names the rule as the one or the other */
            severity_confirmed: boolean;
            /** @description what to do */
            remedy: string;
            /** @description how the sentence is taken where it leaves a choice; empty where it is plain */
            reading: string;
            /** @description accepted or not */
            findings: number;
            children: number;
            accepted: number;
            new: number;
            /** @description open findings that stand below an open one of rule 502 in the same row - one wrong start is one fault */
            folded: number;
        };
        /** @enum {string} */
        RuleSeverity: "error" | "query";
        RuleNotRun: {
            rule: string;
            sentence: string;
            why: string;
        };
        ReturnFindings: {
            total: number;
            /** @description of the total, those that stand below a finding of rule 502 that is asked for as well */
            folded: number;
            findings: components["schemas"]["ReturnFinding"][];
        };
        ReturnFinding: {
            id: number;
            rule: string;
            sentence: string;
            remedy: string;
            severity: components["schemas"]["RuleSeverity"];
            /** @description "Header", or "Header_last" in last year's return */
            table: string;
            file: string;
            /** @description as a spreadsheet counts; in XML which element of its kind */
            row: number;
            /** @description the child's number in the return */
            child: string;
            /** @description stands for the child within this check */
            child_key: number;
            /** @description of the child in the record; null when the record does not hold the number */
            child_id: number | null;
            /** @description the id of the finding of rule 502 in the same row, with which those of 503A to 503J most likely go; null for any other */
            under: number | null;
            /** @description the row as it was returned */
            cells: {
                column: string;
                value: string;
                /** @description the rule is about this cell */
                failing: boolean;
            }[];
            new: boolean;
            accepted: components["schemas"]["Acceptance"];
        };
        /** @description Of a finding; null while it is open. */
        Acceptance: {
            reason: string;
            /** @description initials */
            by: string;
            /** Format: date */
            on: IsoDate;
        } | null;
        AcceptFinding: {
            /** @description at most 1,000 characters */
            reason: string;
            /** @description accept all open findings of the rule in this check, for the same reason */
            all_of_rule?: boolean;
        };
        FindingAccepted: {
            /** @description how many findings of this check it accepted */
            accepted: number;
        };
        ReturnCheckChildren: {
            total: number;
            children: {
                child_key: number;
                child: string;
                child_id: number | null;
                /** @description not accepted, and not folded */
                errors: number;
                /** @description not accepted, and not folded */
                queries: number;
                /** @description open findings that stand below an open one of rule 502 in the same row */
                folded: number;
                accepted: number;
                new: number;
            }[];
        };
        RecordCheck: {
            collection_year: number;
            /** Format: date */
            as_of: IsoDate;
            /** @description in the return as it would be today */
            children: number;
            rules_run: number;
            not_run: components["schemas"]["RuleNotRun"][];
            /** @description most findings first; those of children without a known worker last */
            workers: {
                worker_id: number | null;
                /** @description empty when nobody is known */
                name: string;
                team: string;
                findings: number;
                children: {
                    child_id: number;
                    /** @description the child's number */
                    child: string;
                    name: string;
                    /** @description for discreet mode; empty when no name is known */
                    initials: string;
                    findings: components["schemas"]["RecordFinding"][];
                }[];
            }[];
        };
        RecordFinding: {
            rule: string;
            sentence: string;
            remedy: string;
            severity: components["schemas"]["RuleSeverity"];
            fields: string[];
            /** @description "the episode that began 12 Jan 2026" */
            about: string;
        };
        ChildReturnFindings: {
            collection_year: number;
            findings: components["schemas"]["RecordFinding"][];
            not_run_count: number;
        };
        ImportLine: {
            id: number;
            at: string;
            by: string;
            /** @enum {string} */
            state: "running" | "done" | "refused" | "undone";
            source_name: string;
            years: number[];
            children: number;
            episodes: number;
            problems: number;
            added: number;
            changed: number;
            withdrawn: number;
            unchanged: number;
            sentence: string;
            /** @description by whom and when; null unless the state is undone */
            undone: {
                at: string;
                by: string;
            } | null;
        };
        LookOver: {
            reading: string;
            /** @description stands for what would be written; to be sent with the confirmation */
            digest: string;
            source_name: string;
            tables: components["schemas"]["LookOverTable"][];
            returns: components["schemas"]["LookOverReturn"][];
            children: number;
            episodes: number;
            /** @description of the children read, held here already */
            known: number;
            new: number;
            /** @description held here and not in these files */
            held_elsewhere: number;
            /** @description facts */
            added: number;
            changed: number;
            withdrawn: number;
            facts: components["schemas"]["LookOverFacts"][];
            /** @description children whose facts would change, those known here first, at most 200 */
            concerned: components["schemas"]["LookOverChild"][];
            concerned_total: number;
            /** @description children of the last import of this return who are not in it, at most 200 */
            absent: components["schemas"]["LookOverChild"][];
            /** @description the first 500 */
            problems: components["schemas"]["ImportProblem"][];
            problems_total: number;
            warnings: components["schemas"]["ImportWarning"][];
            answers: components["schemas"]["ImportAnswers"];
        };
        LookOverTable: {
            file: string;
            table: string;
            year: number;
            rows: number;
        };
        LookOverReturn: {
            /** @description collection year */
            year: number;
            /** @description how the year was told */
            told: string;
            children: number;
            episodes: number;
        };
        LookOverFacts: {
            word: string;
            added: number;
            changed: number;
            withdrawn: number;
        };
        LookOverChild: {
            /** @description null for a new child */
            child: number | null;
            number: string;
            /** @description facts */
            added: number;
            changed: number;
            withdrawn: number;
        };
        ImportWarning: {
            /** @enum {string} */
            kind: "leading_zeros" | "none_known" | "few_known" | "other_year" | "year_guessed" | "absent" | "overtaken" | "nothing_new";
            sentence: string;
            /** @description nothing is imported until it is answered */
            asks: boolean;
            answered: boolean;
        };
        ImportAnswers: {
            year: number | null;
            /** @enum {string|null} */
            leading_zeros: "same_children" | "different_children" | null;
        };
        ImportAnswersEdit: {
            /** @description the collection year; told from the files without it */
            year?: string | null;
            /** @description same_children or different_children */
            leading_zeros?: string | null;
        };
        ImportConfirmation: {
            digest: string;
            /** @description answers every warning that asks, but that of leading zeros */
            all_the_same?: boolean;
        };
        UndoOrder: {
            /** @description of the plan that was looked over */
            digest: string;
        };
        UndoPlan: {
            import_id: number;
            digest: string;
            sentence: string;
            /** @description facts */
            taken_out: number;
            put_back: number;
            brought_back: number;
            children_taken_out: number;
            /** @description done since, and not undone */
            later_imports: number;
            left_total: number;
            /** @description what stays as it is, at most 200 */
            left: components["schemas"]["UndoLeft"][];
        };
        UndoLeft: {
            child: number;
            number: string;
            what: string;
            why: string;
        };
        Absence: {
            child: number;
            number: string;
            /** @description collection year of the return */
            year: number;
            /** @description held, of what that return said */
            facts: number;
            /** @enum {string} */
            outcome: "open" | "withdrawn" | "stays";
            reason: string;
            /** @description who settled it; empty while open */
            by: string;
            at: string;
        };
        AbsenceSettlement: {
            child: number;
            year: number;
            /** @enum {string} */
            outcome: "open" | "withdrawn" | "stays";
            /** @description needed when the record stays as it is */
            reason?: string;
        };
        ImportProblems: {
            total: number;
            problems: components["schemas"]["ImportProblem"][];
        };
        ImportProblem: {
            file: string;
            /** @description as a spreadsheet counts */
            row: number | null;
            column: string;
            found: string;
            sentence: string;
            effect: string;
        };
        Conflict: {
            child: number;
            child_initials: string;
            child_number: string;
            child_label: string;
            /** @description the row that a person entered */
            milestone: number;
            what: string;
            /** Format: date */
            imported_on: IsoDate;
            imported_from: string;
            /** Format: date */
            entered_on: IsoDate;
            /** @enum {string} */
            counts: "imported" | "entered";
        };
        /** @description What people entered for one period of care that the returns do not tell any more. */
        Unplaced: {
            child: number;
            child_label: string;
            child_initials: string;
            child_number: string;
            course: number;
            /**
             * Format: date
             * @description of the period, as the returns last told it
             */
            started_on: IsoDate;
            /** Format: date */
            ended_on: IsoDate | null;
            /** @description in words */
            entries: string[];
            /** @description of the child, to which it may belong */
            periods: {
                /** Format: date */
                started_on: IsoDate;
                /** Format: date */
                ended_on: IsoDate | null;
            }[];
            /** @enum {string} */
            outcome: "open" | "joined" | "removed";
            /** @description who settled it; empty while it is open */
            by: string;
            at: string;
        };
        UnplacedSettlement: {
            child: number;
            course: number;
            /** @enum {string} */
            outcome: "joined" | "removed" | "open";
            /**
             * Format: date
             * @description of the period that it belongs to; with joined alone
             */
            period_started_on?: IsoDate | null;
        };
        Settle: {
            child: number;
            /** @description the row that a person entered */
            milestone: number;
            /** Format: date */
            imported_on: IsoDate;
            /** Format: date */
            entered_on: IsoDate;
            /**
             * @description open: neither, undo what was settled between these dates
             * @enum {string}
             */
            counts: "imported" | "entered" | "open";
        };
        LookLine: {
            at: string;
            by: string;
            child_label: string;
            what: string;
        };
        SessionLine: {
            id: number;
            begun_at: string;
            /** @description to the minute */
            last_used_at: string;
            /** @description of the network it was begun from; may be empty */
            address: string;
            /** @description in a word or two, as the browser tells it */
            device: string;
            this_one: boolean;
        };
        SecurityLine: {
            at: string;
            /** @enum {string} */
            act: "account_added" | "signed_in" | "failed" | "locked" | "unlocked" | "disabled" | "enabled" | "password_given" | "password_changed" | "role_given" | "role_revoked" | "signed_out" | "session_ended";
            words: string;
            /** @description name and sign-in name; empty for a name without an account */
            who: string;
            /** @description who did it, if it was somebody else who was signed in */
            by: string;
            /** @description of the network, or "command line" */
            address: string;
            /** @description a wrong try, or a lock */
            refused: boolean;
        };
        ChangeEvent: {
            sequence: number;
            child: number;
            table: string;
            by: number;
            by_initials: string;
        };
        EventSequence: {
            sequence: number;
        };
    };
    responses: {
        /** @description Something sent is not right; the sentence says what. */
        NotRight: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No session, or it has ended. */
        NotSignedIn: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The role does not allow it, or the CSRF token is missing. */
        NotAllowed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No such thing in this authority. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description “1” when the page asks because of a live event, and nobody did anything */
        Live: string;
        /** @description csrf_token of the session */
        Csrf: string;
        /** @description the last event heard; what came after it is told, or "reload" */
        LastEventId: string;
        /** @description the version the edit starts from, in quotes; "0" when nothing was entered yet */
        IfMatch: string;
        /** @description an ETag received before */
        IfNoneMatch: string;
        /** @description today without it; a past day shows what was known at its end; a future day is refused */
        AsOf: IsoDate;
        /** @description "joint" */
        TrackerId: string;
        /** @description the id of a column of dates, as the tracker gives it */
        TrackerColumnId: string;
        /** @description the id of a child, as the tracker gives it */
        Child: number;
        /** @description a milestone of config/milestones.toml that a person may enter */
        MilestoneType: string;
        /** @description the n-th of its kind in this period of care */
        Nth: number;
        /** @description a timescale of config/timescales.toml */
        Timescale: string;
        /** @description the id of an import */
        ImportId: number;
        /** @description as a job of POST /api/import-readings gave it */
        ReadingId: string;
        /** @description as POST /api/import-readings, POST /api/return-checks and others gave it */
        JobId: string;
        /** @description the id of a check of a return */
        ReturnCheckId: number;
        /** @description the id of a finding in that check */
        ReturnFindingId: number;
        /** @description how many to leave out */
        Offset: number;
        /** @description 200 without it */
        Limit: number;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type Health = components['schemas']['Health'];
export type Problem = components['schemas']['Problem'];
export type SignIn = components['schemas']['SignIn'];
export type ChangePassword = components['schemas']['ChangePassword'];
export type ChooseAuthority = components['schemas']['ChooseAuthority'];
export type SessionInfo = components['schemas']['SessionInfo'];
export type SessionAccount = components['schemas']['SessionAccount'];
export type SessionAuthority = components['schemas']['SessionAuthority'];
export type NamedId = components['schemas']['NamedId'];
export type LastData = components['schemas']['LastData'];
export type TrackerName = components['schemas']['TrackerName'];
export type Tracker = components['schemas']['Tracker'];
export type TrackerColumn = components['schemas']['TrackerColumn'];
export type TrackerCountId = components['schemas']['TrackerCountId'];
export type TrackerCount = components['schemas']['TrackerCount'];
export type Counted = components['schemas']['Counted'];
export type ColumnIds = components['schemas']['ColumnIds'];
export type TrackerColumnCells = components['schemas']['TrackerColumnCells'];
export type Because = components['schemas']['Because'];
export type Catalogue = components['schemas']['Catalogue'];
export type TimescaleName = components['schemas']['TimescaleName'];
export type Worker = components['schemas']['Worker'];
export type Explained = components['schemas']['Explained'];
export type MilestoneWords = components['schemas']['MilestoneWords'];
export type TrackerRow = components['schemas']['TrackerRow'];
export type NextStep = components['schemas']['NextStep'];
export type ClockState = components['schemas']['ClockState'];
export type CellState = components['schemas']['CellState'];
export type CellSource = components['schemas']['CellSource'];
export type Cell = components['schemas']['Cell'];
export type CellEdit = components['schemas']['CellEdit'];
export type ChildPage = components['schemas']['ChildPage'];
export type Plan = components['schemas']['Plan'];
export type OptionalPlan = components['schemas']['OptionalPlan'];
export type Stage = components['schemas']['Stage'];
export type Sibling = components['schemas']['Sibling'];
export type SiblingGroup = components['schemas']['SiblingGroup'];
export type Step = components['schemas']['Step'];
export type Clock = components['schemas']['Clock'];
export type Unknown = components['schemas']['Unknown'];
export type Timeline = components['schemas']['Timeline'];
export type TimelineBar = components['schemas']['TimelineBar'];
export type TimelinePoint = components['schemas']['TimelinePoint'];
export type TimelineTarget = components['schemas']['TimelineTarget'];
export type JournalLine = components['schemas']['JournalLine'];
export type JournalValue = components['schemas']['JournalValue'];
export type MilestoneEdit = components['schemas']['MilestoneEdit'];
export type DoubtsProblem = components['schemas']['DoubtsProblem'];
export type Doubt = components['schemas']['Doubt'];
export type DoubtId = components['schemas']['DoubtId'];
export type HeldMilestone = components['schemas']['HeldMilestone'];
export type MilestoneSaved = components['schemas']['MilestoneSaved'];
export type PreviousMilestone = components['schemas']['PreviousMilestone'];
export type ConflictProblem = components['schemas']['ConflictProblem'];
export type TheirMilestone = components['schemas']['TheirMilestone'];
export type DelayEdit = components['schemas']['DelayEdit'];
export type DelaySaved = components['schemas']['DelaySaved'];
export type PreviousDelay = components['schemas']['PreviousDelay'];
export type OpenDelay = components['schemas']['OpenDelay'];
export type TheirDelay = components['schemas']['TheirDelay'];
export type DelayConflictProblem = components['schemas']['DelayConflictProblem'];
export type SearchText = components['schemas']['SearchText'];
export type SearchHits = components['schemas']['SearchHits'];
export type SearchHit = components['schemas']['SearchHit'];
export type ImportForm = components['schemas']['ImportForm'];
export type JobStarted = components['schemas']['JobStarted'];
export type Job = components['schemas']['Job'];
export type ReturnCheckForm = components['schemas']['ReturnCheckForm'];
export type ReturnCheckLine = components['schemas']['ReturnCheckLine'];
export type ReturnCheck = components['schemas']['ReturnCheck'];
export type CheckedRule = components['schemas']['CheckedRule'];
export type RuleSeverity = components['schemas']['RuleSeverity'];
export type RuleNotRun = components['schemas']['RuleNotRun'];
export type ReturnFindings = components['schemas']['ReturnFindings'];
export type ReturnFinding = components['schemas']['ReturnFinding'];
export type Acceptance = components['schemas']['Acceptance'];
export type AcceptFinding = components['schemas']['AcceptFinding'];
export type FindingAccepted = components['schemas']['FindingAccepted'];
export type ReturnCheckChildren = components['schemas']['ReturnCheckChildren'];
export type RecordCheck = components['schemas']['RecordCheck'];
export type RecordFinding = components['schemas']['RecordFinding'];
export type ChildReturnFindings = components['schemas']['ChildReturnFindings'];
export type ImportLine = components['schemas']['ImportLine'];
export type LookOver = components['schemas']['LookOver'];
export type LookOverTable = components['schemas']['LookOverTable'];
export type LookOverReturn = components['schemas']['LookOverReturn'];
export type LookOverFacts = components['schemas']['LookOverFacts'];
export type LookOverChild = components['schemas']['LookOverChild'];
export type ImportWarning = components['schemas']['ImportWarning'];
export type ImportAnswers = components['schemas']['ImportAnswers'];
export type ImportAnswersEdit = components['schemas']['ImportAnswersEdit'];
export type ImportConfirmation = components['schemas']['ImportConfirmation'];
export type UndoOrder = components['schemas']['UndoOrder'];
export type UndoPlan = components['schemas']['UndoPlan'];
export type UndoLeft = components['schemas']['UndoLeft'];
export type Absence = components['schemas']['Absence'];
export type AbsenceSettlement = components['schemas']['AbsenceSettlement'];
export type ImportProblems = components['schemas']['ImportProblems'];
export type ImportProblem = components['schemas']['ImportProblem'];
export type Conflict = components['schemas']['Conflict'];
export type Unplaced = components['schemas']['Unplaced'];
export type UnplacedSettlement = components['schemas']['UnplacedSettlement'];
export type Settle = components['schemas']['Settle'];
export type LookLine = components['schemas']['LookLine'];
export type SessionLine = components['schemas']['SessionLine'];
export type SecurityLine = components['schemas']['SecurityLine'];
export type ChangeEvent = components['schemas']['ChangeEvent'];
export type EventSequence = components['schemas']['EventSequence'];
export type ResponseNotRight = components['responses']['NotRight'];
export type ResponseNotSignedIn = components['responses']['NotSignedIn'];
export type ResponseNotAllowed = components['responses']['NotAllowed'];
export type ResponseNotFound = components['responses']['NotFound'];
export type ParameterLive = components['parameters']['Live'];
export type ParameterCsrf = components['parameters']['Csrf'];
export type ParameterLastEventId = components['parameters']['LastEventId'];
export type ParameterIfMatch = components['parameters']['IfMatch'];
export type ParameterIfNoneMatch = components['parameters']['IfNoneMatch'];
export type ParameterAsOf = components['parameters']['AsOf'];
export type ParameterTrackerId = components['parameters']['TrackerId'];
export type ParameterTrackerColumnId = components['parameters']['TrackerColumnId'];
export type ParameterChild = components['parameters']['Child'];
export type ParameterMilestoneType = components['parameters']['MilestoneType'];
export type ParameterNth = components['parameters']['Nth'];
export type ParameterTimescale = components['parameters']['Timescale'];
export type ParameterImportId = components['parameters']['ImportId'];
export type ParameterReadingId = components['parameters']['ReadingId'];
export type ParameterJobId = components['parameters']['JobId'];
export type ParameterReturnCheckId = components['parameters']['ReturnCheckId'];
export type ParameterReturnFindingId = components['parameters']['ReturnFindingId'];
export type ParameterOffset = components['parameters']['Offset'];
export type ParameterLimit = components['parameters']['Limit'];
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
