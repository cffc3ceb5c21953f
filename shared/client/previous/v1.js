// The client of protocol version 1 as it was last released, bundled (shared/protocol and shared/client, without zod and socket.io-client).
// A store's kiosks update at night: until then they speak this. server/src/previous-version.test.ts runs it against the present server.
// Nothing is changed but that the line may be given (`openLine`), for the simulation.
import { z } from "zod";
import { io } from "socket.io-client";
// shared/domain/money/money.ts
/** ISO 4217 currencies we price in, with the number of decimals of the minor unit. */
const CURRENCY_EXPONENTS = {
	KRW: 0,
	EUR: 2,
	GBP: 2,
	USD: 2
};
// shared/domain/text/localised.ts
/** The languages a shopper can read every screen in. Korea first. */
const LANGS = ["ko", "en"];
// shared/protocol/common.ts
z.config({ jitless: true });
/** The one cast of the wire: a checked string becomes the domain's branded id, in and out of JSON alike. */
const branded = (schema) => schema;
const uuid7 = z.uuidv7();
const CommandIdSchema = branded(uuid7);
const VisitIdSchema = branded(uuid7);
const ConfigurationIdSchema = branded(uuid7);
const CartLineIdSchema = branded(uuid7);
const OrderIdSchema = branded(uuid7);
const CallIdSchema = branded(uuid7);
const PersonaIdSchema = branded(uuid7);
/** 32 hexadecimal digits: HMAC-SHA-256(tenant key, member id, store id), first 16 bytes. */
const CustomerIdSchema = branded(z.string().regex(/^[0-9a-f]{32}$/));
const shortName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
const DeviceIdSchema = branded(shortName);
const AssociateIdSchema = branded(shortName);
const FamilyIdSchema = branded(shortName);
const LocationIdSchema = branded(shortName);
const SkuSchema = branded(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,59}$/));
const LangSchema = z.enum(LANGS);
const LocalisedSchema = z.strictObject({
	ko: z.string().max(2e3),
	en: z.string().max(2e3)
});
const currencies = Object.keys(CURRENCY_EXPONENTS);
const CurrencySchema = z.enum(currencies);
const MoneySchema = z.strictObject({
	minor: z.int(),
	currency: CurrencySchema
});
/** Unix milliseconds of the store server. */
const InstantSchema = z.int().nonnegative();
/** Calendar date in the store's time zone. */
const DateSchema = z.iso.date();
const CountSchema = z.int().nonnegative();
const DeviceKindSchema = z.enum([
	"kiosk",
	"tablet",
	"office"
]);
z.strictObject({
	protocol: z.int(),
	device: z.strictObject({
		id: DeviceIdSchema,
		kind: DeviceKindSchema
	}),
	associate: AssociateIdSchema.optional(),
	token: z.string().min(16).max(200)
});
/** What a refused connection is told, in Socket.IO's `connect_error` data. */
const HandshakeRefusalSchema = z.strictObject({ code: z.enum([
	"malformed-handshake",
	"unknown-device",
	"protocol-too-old",
	"protocol-too-new",
	"foreign-origin"
]) });
// shared/client/line.ts
/** Opens the line. Websocket only, and no connection state recovery: our own cursors do that job (sync 0.2). */
function openLine({ url, handshake, timers, refusedPauseMs }, events) {
	const socket = io(url, {
		autoConnect: false,
		forceNew: true,
		transports: ["websocket"],
		auth: (send) => send(handshake()),
		reconnectionDelay: 200,
		reconnectionDelayMax: 2e3,
		timeout: 5e3
	});
	let attempt = "first";
	let refusal = null;
	let cancelRetry = () => void 0;
	const retryLater = () => {
		cancelRetry();
		if (!socket.active && attempt !== "closed") cancelRetry = timers.after(refusedPauseMs, () => socket.connect());
	};
	socket.on("connect", () => {
		attempt = "first";
		refusal = null;
		cancelRetry();
		events.up();
	});
	socket.on("disconnect", () => {
		retryLater();
		events.lost();
	});
	socket.on("connect_error", (error) => {
		const parsed = HandshakeRefusalSchema.safeParse(error.data);
		refusal = parsed.success ? parsed.data.code : refusal;
		if (attempt === "first") attempt = "failed";
		retryLater();
		events.down();
	});
	socket.connect();
	return {
		socket,
		state: () => socket.connected ? "up" : attempt === "first" ? "coming" : "down",
		refusal: () => refusal,
		reconnect() {
			if (attempt === "closed") return;
			attempt = "first";
			socket.disconnect();
			cancelRetry();
			socket.connect();
		},
		close() {
			attempt = "closed";
			cancelRetry();
			socket.disconnect();
			events.down();
		}
	};
}
// shared/domain/carts/fulfilment.ts
/** How a line reaches the shopper; one cart may mix all three. */
const FULFILMENTS = [
	"carry-out",
	"pick-up",
	"delivery"
];
// shared/protocol/promises.ts
const DatePromiseSchema = z.strictObject({
	date: DateSchema,
	basis: z.enum([
		"on-shelf",
		"available-to-promise",
		"capable-to-promise",
		"estimate"
	]),
	steps: z.array(z.strictObject({
		kind: z.enum([
			"stock",
			"part",
			"queue",
			"assembly",
			"transfer",
			"delivery"
		]),
		what: LocalisedSchema,
		days: z.int().nonnegative()
	})),
	provisional: z.boolean()
});
// shared/protocol/carts.ts
const FulfilmentSchema = z.enum(FULFILMENTS);
/** What a line is: a stocked SKU, or one revision of a configuration (whose canonical key is its SKU). */
const CartItemSchema = z.discriminatedUnion("kind", [z.strictObject({
	kind: z.literal("stocked"),
	sku: SkuSchema
}), z.strictObject({
	kind: z.literal("configured"),
	configurationId: ConfigurationIdSchema
})]);
const CartLineViewSchema = z.strictObject({
	id: CartLineIdSchema,
	item: CartItemSchema,
	sku: SkuSchema,
	title: LocalisedSchema,
	quantity: z.int().min(1).max(99),
	unitPrice: MoneySchema,
	total: MoneySchema,
	fulfilment: FulfilmentSchema,
	/** Ways this line can reach the shopper, best first; carry-out only while the shelf has it. */
	fulfilments: z.array(FulfilmentSchema),
	promise: DatePromiseSchema,
	/** Set when the line can no longer be ordered as it stands. */
	problem: z.enum([
		"sold-out",
		"configuration-invalid",
		"configuration-incomplete"
	]).nullable()
});
const CartViewSchema = z.strictObject({
	lines: z.array(CartLineViewSchema),
	total: MoneySchema,
	units: z.int().nonnegative()
});
// shared/domain/catalogue/model.ts
const PICTURE_TYPES = [
	"image/png",
	"image/jpeg",
	"image/webp"
];
// shared/protocol/catalogue.ts
const valueId = z.string().min(1).max(80);
const characteristicId = z.string().min(1).max(80);
const ChoiceSchema = z.union([z.string().max(200), z.number()]);
const ChoicesSchema = z.record(characteristicId, ChoiceSchema);
const ConditionSchema = z.record(characteristicId, z.array(valueId));
const base = {
	id: characteristicId,
	group: z.string(),
	title: LocalisedSchema,
	help: LocalisedSchema.exactOptional(),
	required: z.boolean(),
	onlyIf: ConditionSchema.exactOptional()
};
const ChoiceValueSchema = z.strictObject({
	id: valueId,
	title: LocalisedSchema,
	swatch: z.string().exactOptional(),
	priceMinor: z.int().exactOptional(),
	leadDays: z.int().exactOptional(),
	note: LocalisedSchema.exactOptional(),
	sampleAt: LocalisedSchema.exactOptional()
});
const CharacteristicSchema = z.discriminatedUnion("kind", [
	z.strictObject({
		...base,
		kind: z.literal("choice"),
		values: z.array(ChoiceValueSchema),
		default: valueId.exactOptional()
	}),
	z.strictObject({
		...base,
		kind: z.literal("text"),
		pattern: z.string(),
		lengthMax: z.int(),
		default: z.string().exactOptional()
	}),
	z.strictObject({
		...base,
		kind: z.literal("number"),
		min: z.number(),
		max: z.number(),
		step: z.number(),
		unit: z.string().exactOptional(),
		default: z.number().exactOptional()
	}),
	z.strictObject({
		...base,
		kind: z.literal("picture"),
		types: z.array(z.enum(PICTURE_TYPES)).min(1),
		bytesMax: z.int().positive(),
		widthMin: z.int().nonnegative(),
		heightMin: z.int().nonnegative()
	})
]);
const RuleFormulaSchema = z.discriminatedUnion("is", [
	z.strictObject({
		is: z.literal("one-of"),
		id: characteristicId,
		values: z.array(valueId)
	}),
	z.strictObject({
		is: z.literal("within"),
		id: characteristicId,
		min: z.number().exactOptional(),
		max: z.number().exactOptional()
	}),
	z.strictObject({
		is: z.literal("chosen"),
		id: characteristicId
	}),
	z.strictObject({
		is: z.literal("not"),
		get of() {
			return RuleFormulaSchema;
		}
	}),
	z.strictObject({
		is: z.enum([
			"all",
			"any",
			"same"
		]),
		get of() {
			return z.array(RuleFormulaSchema);
		}
	}),
	z.strictObject({
		is: z.literal("implies"),
		get if() {
			return RuleFormulaSchema;
		},
		get then() {
			return RuleFormulaSchema;
		}
	}),
	z.strictObject({
		is: z.literal("count"),
		get of() {
			return z.array(RuleFormulaSchema);
		},
		min: z.int().nonnegative(),
		max: z.int().nonnegative()
	})
]);
const table = {
	id: z.string(),
	over: z.array(characteristicId),
	rows: z.array(z.array(valueId)),
	why: LocalisedSchema
};
const ConstraintSchema = z.discriminatedUnion("kind", [
	z.strictObject({
		kind: z.literal("allow"),
		...table
	}),
	z.strictObject({
		kind: z.literal("forbid"),
		...table
	}),
	z.strictObject({
		kind: z.literal("requires"),
		id: z.string(),
		if: ConditionSchema,
		then: ConditionSchema,
		why: LocalisedSchema
	}),
	z.strictObject({
		kind: z.literal("formula"),
		id: z.string(),
		formula: RuleFormulaSchema,
		why: LocalisedSchema
	})
]);
const PriceRuleSchema = z.discriminatedUnion("kind", [
	z.strictObject({
		kind: z.literal("when"),
		id: z.string(),
		when: ConditionSchema,
		addMinor: z.int(),
		title: LocalisedSchema
	}),
	z.strictObject({
		kind: z.literal("per-letter"),
		id: z.string(),
		of: characteristicId,
		addMinor: z.int(),
		title: LocalisedSchema
	}),
	z.strictObject({
		kind: z.literal("table"),
		id: z.string(),
		over: z.array(characteristicId),
		rows: z.array(z.strictObject({
			values: z.array(valueId),
			addMinor: z.int()
		})),
		title: LocalisedSchema
	}),
	z.strictObject({
		kind: z.literal("per-unit"),
		id: z.string(),
		of: characteristicId,
		when: ConditionSchema.exactOptional(),
		minorPer: z.number(),
		unitsPer: z.number().positive(),
		title: LocalisedSchema
	})
]);
const ComponentRuleSchema = z.strictObject({
	id: z.string(),
	part: LocalisedSchema,
	when: ConditionSchema.exactOptional(),
	quantity: z.union([z.number().positive(), z.strictObject({ of: characteristicId })])
});
/** A configurable family as published by the online shop; fits `ConfigModel` of the domain. */
const ConfigModelSchema = z.strictObject({
	id: FamilyIdSchema,
	version: z.int().positive(),
	skuPrefix: z.string().regex(/^[A-Z0-9]{2,6}$/),
	currency: CurrencySchema,
	title: LocalisedSchema,
	tagline: LocalisedSchema,
	sampleAt: LocalisedSchema,
	groups: z.array(z.strictObject({
		id: z.string(),
		title: LocalisedSchema
	})),
	characteristics: z.array(CharacteristicSchema),
	constraints: z.array(ConstraintSchema),
	basePriceMinor: z.int(),
	priceRules: z.array(PriceRuleSchema),
	assemblyDays: z.int().nonnegative(),
	leadTimes: z.array(z.strictObject({
		id: z.string(),
		when: ConditionSchema,
		days: z.int(),
		part: LocalisedSchema
	})),
	components: z.array(ComponentRuleSchema).exactOptional(),
	art: z.strictObject({
		viewBox: z.string(),
		layers: z.array(z.strictObject({
			id: z.string(),
			when: ConditionSchema.exactOptional(),
			svg: z.string()
		}))
	})
});
/** The compiled form of a model (`configurations/artefact.ts`); whoever cannot use it works out its own. */
const CompiledModelSchema = z.base64().max(4e6);
const StockedSkuSchema = z.strictObject({
	sku: SkuSchema,
	title: LocalisedSchema,
	category: LocalisedSchema,
	price: MoneySchema,
	shelf: LocalisedSchema.exactOptional(),
	swatch: z.string(),
	glyph: z.string()
});
z.strictObject({
	sku: SkuSchema,
	locationId: LocationIdSchema,
	onHand: z.int(),
	held: z.int().nonnegative()
});
/** Everything a screen needs to browse and configure without asking again. `version` rises with any change of it. */
const CatalogueSchema = z.strictObject({
	version: z.int(),
	models: z.array(ConfigModelSchema),
	/** By family, of the models above. */
	compiled: z.record(FamilyIdSchema, CompiledModelSchema).exactOptional(),
	skus: z.array(StockedSkuSchema)
});
/** One row of a stock look-up: what is where, and how many can still be promised. */
const StockRowSchema = z.strictObject({
	sku: SkuSchema,
	title: LocalisedSchema,
	price: MoneySchema,
	shelf: LocalisedSchema.exactOptional(),
	places: z.array(z.strictObject({
		locationId: LocationIdSchema,
		title: LocalisedSchema,
		onHand: z.int(),
		held: z.int(),
		available: z.int(),
		transferDays: z.int()
	}))
});
// shared/protocol/configurations.ts
/** What became of a stored configuration under today's catalogue. Nothing is altered unasked. */
const ChangeSchema = z.discriminatedUnion("kind", [
	z.strictObject({
		kind: z.literal("gone"),
		what: LocalisedSchema,
		characteristicId: z.string(),
		choice: ChoiceSchema
	}),
	z.strictObject({
		kind: z.literal("excluded"),
		what: LocalisedSchema,
		why: LocalisedSchema
	}),
	z.strictObject({
		kind: z.literal("missing"),
		what: LocalisedSchema,
		characteristicId: z.string()
	}),
	z.strictObject({
		kind: z.literal("changed"),
		what: LocalisedSchema,
		was: LocalisedSchema,
		characteristicId: z.string()
	}),
	z.strictObject({
		kind: z.literal("price"),
		from: MoneySchema,
		to: MoneySchema
	}),
	z.strictObject({
		kind: z.literal("days"),
		from: z.int().nonnegative(),
		to: z.int().nonnegative()
	})
]);
const ValiditySchema = z.strictObject({
	/** 'valid': orderable as it stands. 'incomplete': choices are missing. 'invalid': something is gone or excluded. */
	state: z.enum([
		"valid",
		"incomplete",
		"invalid"
	]),
	changes: z.array(ChangeSchema),
	/** The nearest choices that can be ordered or completed; offered, not applied. */
	repair: z.strictObject({
		choices: ChoicesSchema,
		changed: z.array(z.string()),
		dropped: z.array(z.string())
	}).exactOptional()
});
/** What a document says in words: readable where its model is not known. */
const ConfigurationWordsSchema = z.strictObject({
	family: LocalisedSchema,
	choices: z.array(z.strictObject({
		characteristicId: z.string(),
		what: LocalisedSchema
	})).max(2e3),
	price: MoneySchema
});
/** A saved configuration as every entitled screen shows it: the document, and what the store says of it today. */
const ConfigurationViewSchema = z.strictObject({
	id: ConfigurationIdSchema,
	familyId: FamilyIdSchema,
	/** Model version the choices were made under. */
	modelVersion: z.int(),
	/** Rises by one with each save; a save names the revision it started from. */
	revision: z.int().nonnegative(),
	name: z.string().max(80),
	personaId: PersonaIdSchema.nullable(),
	secret: z.boolean(),
	choices: ChoicesSchema,
	origin: z.enum([
		"online",
		"kiosk",
		"tablet"
	]),
	savedAt: InstantSchema,
	price: MoneySchema,
	/** Canonical key, 26 Crockford characters; null while incomplete. */
	canonicalKey: z.string().nullable(),
	/** Virtual SKU `PREFIX-XXXXXXXX`; null while incomplete. */
	sku: SkuSchema.nullable(),
	validity: ValiditySchema,
	promise: DatePromiseSchema.nullable(),
	/** Where the family is not made any more or was never known here: read-only, and this is all there is to read. */
	words: ConfigurationWordsSchema.exactOptional()
});
/** A configuration as it is written, by shopper or associate. */
const ConfigurationDraftSchema = z.strictObject({
	id: ConfigurationIdSchema,
	familyId: FamilyIdSchema,
	modelVersion: z.int(),
	/** Revision this edit started from; 0 for a new one. */
	revision: z.int().nonnegative(),
	name: z.string().max(80),
	personaId: PersonaIdSchema.nullable(),
	secret: z.boolean(),
	choices: ChoicesSchema
});
/** Price and key as a device worked them out; the key null while something is missing. */
const ClaimsSchema = z.strictObject({
	price: MoneySchema,
	canonicalKey: z.string().max(40).nullable()
});
// shared/protocol/customers.ts
const PurposeSchema = z.enum([
	"recog.kiosk",
	"assist.notify",
	"config.sync.store",
	"history.view",
	"marketing.message"
]);
const ConsentStateSchema = z.enum([
	"granted",
	"denied",
	"withdrawn",
	"expired"
]);
const ConsentsSchema = z.partialRecord(PurposeSchema, ConsentStateSchema);
const PersonaSchema = z.strictObject({
	id: PersonaIdSchema,
	name: z.string().max(60),
	kind: z.enum([
		"self",
		"work",
		"family",
		"gift"
	])
});
/** One past order, as far as the consent `history.view` lets staff see it. */
const HistoryOrderSchema = z.strictObject({
	number: z.string(),
	placedAt: InstantSchema,
	channel: z.enum([
		"web",
		"store",
		"import"
	]),
	state: z.string(),
	total: MoneySchema,
	units: z.int(),
	lines: z.array(z.strictObject({
		sku: z.string(),
		title: z.string(),
		quantity: z.int(),
		total: MoneySchema
	}))
});
/** The shopper's card on a tablet. Fields that no consent covers are absent, cut by the server and not by the screen. */
const CustomerCardSchema = z.strictObject({
	customerId: CustomerIdSchema,
	/** Masked by rule: '김*지', 'E*** S.'. */
	maskedName: z.string(),
	lang: LangSchema,
	consents: ConsentsSchema,
	personas: z.array(PersonaSchema),
	configurations: z.array(ConfigurationViewSchema),
	/** Null without `history.view`. Newest first, at most 20 orders. */
	history: z.strictObject({
		orders: z.array(HistoryOrderSchema),
		orderCount: CountSchema,
		firstOrder: DateSchema.nullable(),
		lastOrder: DateSchema.nullable()
	}).nullable()
});
/** One line of a customer search. */
const CustomerHitSchema = z.strictObject({
	customerId: CustomerIdSchema,
	maskedName: z.string(),
	/** Customer number as printed on letters and receipts; not a secret, not a key. */
	number: z.string(),
	lang: LangSchema,
	orderCount: CountSchema.nullable()
});
// shared/protocol/devices.ts
/** A device as the office sees it. */
const DeviceStatusSchema = z.strictObject({
	id: DeviceIdSchema,
	kind: DeviceKindSchema,
	connected: z.boolean(),
	lastSeenAt: InstantSchema,
	version: z.string(),
	outboxLength: CountSchema,
	screen: z.string().max(40)
});
/** Whether the line to the online shop works, and what waits for it. */
const WanStatusSchema = z.strictObject({
	state: z.enum([
		"up",
		"down",
		"unknown"
	]),
	since: InstantSchema,
	waiting: CountSchema
});
// shared/domain/orders/states.ts
/** Life of an order. One machine for every line mix: carry-out lines are handed over at `placed`, the rest follow. */
const ORDER_STATES = [
	"placed",
	"confirmed",
	"in_production",
	"ready",
	"shipped",
	"completed",
	"cancelled"
];
/** Where a store order stands on its way to the online shop. */
const UPSTREAM_STATES = [
	"waiting",
	"delivered",
	"rejected"
];
// shared/protocol/orders.ts
const OrderStateSchema = z.enum(ORDER_STATES);
const UpstreamStateSchema = z.enum(UPSTREAM_STATES);
const OrderLineViewSchema = z.strictObject({
	sku: SkuSchema,
	title: LocalisedSchema,
	configurationId: ConfigurationIdSchema.nullable(),
	quantity: z.int(),
	unitPrice: MoneySchema,
	total: MoneySchema,
	fulfilment: FulfilmentSchema,
	promise: DatePromiseSchema
});
/** An order placed in this store. Carries no customer: who may see it is decided by where it is sent. */
const OrderViewSchema = z.strictObject({
	id: OrderIdSchema,
	/** Number to say aloud: 'S-0042'. */
	number: z.string(),
	placedAt: InstantSchema,
	state: OrderStateSchema,
	upstream: UpstreamStateSchema,
	/** The online shop's own number once it has the order. */
	upstreamNumber: z.string().nullable(),
	total: MoneySchema,
	units: z.int(),
	lines: z.array(OrderLineViewSchema),
	placedOn: DeviceIdSchema,
	/** The associate who placed or served it, if any. */
	associate: AssociateIdSchema.nullable(),
	/** False for an order without identity: the shopper pays and collects with the number. */
	member: z.boolean()
});
// shared/protocol/insights.ts
/** Counts of one day up to one time of day, so that today is compared with yesterday at the same hour. */
const DayFiguresSchema = z.strictObject({
	visits: CountSchema,
	recognised: CountSchema,
	engaged: CountSchema,
	ordered: CountSchema,
	orders: CountSchema,
	sales: MoneySchema,
	/** Null while there is no order. */
	averageOrderValue: MoneySchema.nullable(),
	/** Units ÷ orders, in hundredths (a ratio, not money); null while there is no order. */
	unitsPerTransactionHundredths: z.int().nullable()
});
/** Something that needs a person, most urgent first. */
const ExceptionSchema = z.discriminatedUnion("kind", [
	z.strictObject({
		kind: z.literal("call-waiting"),
		subject: z.string(),
		since: InstantSchema
	}),
	z.strictObject({
		kind: z.literal("wan-down"),
		since: InstantSchema,
		waiting: CountSchema
	}),
	z.strictObject({
		kind: z.literal("order-rejected"),
		subject: z.string(),
		since: InstantSchema,
		why: z.string()
	}),
	z.strictObject({
		kind: z.literal("device-down"),
		subject: z.string(),
		since: InstantSchema
	}),
	z.strictObject({
		kind: z.literal("stock-below-zero"),
		subject: z.string(),
		since: InstantSchema,
		units: z.int()
	})
]);
const OfficeViewSchema = z.strictObject({
	at: InstantSchema,
	today: DayFiguresSchema,
	yesterday: DayFiguresSchema,
	/** All visits per stage, each a subset of the one before: started, opened a configuration or product, in cart, ordered. */
	funnel: z.array(z.strictObject({
		stage: z.enum([
			"started",
			"engaged",
			"in-cart",
			"ordered"
		]),
		visits: CountSchema
	})),
	exceptions: z.array(ExceptionSchema),
	devices: z.array(DeviceStatusSchema),
	wan: WanStatusSchema,
	recentOrders: z.array(OrderViewSchema)
});
// shared/protocol/models.ts
/** All files of one model together, in characters: what one message may carry with room to spare. */
const MODEL_FILES_CHARS_MAX = 3e5;
/** A file of a model as it lies on the manager's disk: one `NAME.model.yaml`, and pictures it refers to. */
const ModelFileSchema = z.strictObject({
	name: z.string().min(1).max(120),
	text: z.string().max(MODEL_FILES_CHARS_MAX)
});
const ModelFilesSchema = z.array(ModelFileSchema).min(1).max(8).refine((files) => files.reduce((sum, { text }) => sum + text.length, 0) <= MODEL_FILES_CHARS_MAX);
/** One thing wrong, where a person finds it; line and column count from 1 and are null for what no line is to blame for. */
const ModelFaultSchema = z.strictObject({
	file: z.string(),
	line: CountSchema.nullable(),
	column: CountSchema.nullable(),
	/** The rule, characteristic or section it is about. */
	name: z.string(),
	sentence: z.string()
});
/** Something that publishing does not forbid, and that nobody wants: a dead value, a rule that says nothing, ... */
const ModelFindingSchema = z.strictObject({
	kind: z.enum([
		"dead-value",
		"never-applies",
		"redundant-rule",
		"forced-value",
		"unreachable-price",
		"unreachable-lead-time",
		"unreachable-component",
		"clashing-default",
		"no-default",
		"slower"
	]),
	/** Ids: the value as 'characteristic=value', else the rule or characteristic. */
	name: z.string(),
	title: LocalisedSchema,
	/** Rules at fault, by id. */
	rules: z.array(z.string())
});
const ModelFiguresSchema = z.strictObject({
	characteristics: CountSchema,
	values: CountSchema,
	rules: CountSchema,
	/** Decimal digits of the exact number of variants; null where it is not known. */
	variants: z.string().nullable(),
	lowest: MoneySchema,
	highest: MoneySchema,
	engine: z.enum([
		"diagram",
		"search",
		"mixed"
	]),
	/** What a kiosk loads, uncompressed. */
	artefactBytes: CountSchema
});
/** What a new version does to things people have: saved configurations, and those of them in an open cart. */
const ModelEffectSchema = z.strictObject({
	total: CountSchema,
	same: CountSchema,
	dearer: CountSchema,
	cheaper: CountSchema,
	/** Could be ordered, and can no more: a choice is gone, excluded or missing. */
	broken: CountSchema,
	/** Cannot be ordered today either. */
	unfinished: CountSchema
});
const BrokenThingSchema = z.strictObject({
	/** How many people's things break in this way. */
	count: CountSchema,
	why: LocalisedSchema,
	choices: ChoicesSchema,
	isMendable: z.boolean()
});
const DryRunSchema = z.discriminatedUnion("kind", [z.strictObject({
	kind: z.literal("refused"),
	faults: z.array(ModelFaultSchema),
	more: CountSchema
}), z.strictObject({
	kind: z.literal("sound"),
	familyId: FamilyIdSchema,
	title: LocalisedSchema,
	/** Version on sale; null for a new family. */
	onSale: z.int().nullable(),
	/** Version it would be. */
	version: z.int().positive(),
	figures: ModelFiguresSchema,
	findings: z.array(ModelFindingSchema),
	moreFindings: CountSchema,
	saved: ModelEffectSchema,
	carts: ModelEffectSchema,
	broken: z.array(BrokenThingSchema),
	/** False when there are more things than a dry run looks at. */
	sawAll: z.boolean()
})]);
const PublishedVersionSchema = z.strictObject({
	version: z.int().positive(),
	/** Null for a version that was not published from here. */
	at: InstantSchema.nullable(),
	by: AssociateIdSchema.nullable(),
	note: z.string().max(200),
	/** The version whose content it brought back; null when it was not a roll-back. */
	broughtBack: z.int().nullable()
});
const PublishedFamilySchema = z.strictObject({
	familyId: FamilyIdSchema,
	title: LocalisedSchema,
	onSale: z.int().positive(),
	/** Newest first. */
	versions: z.array(PublishedVersionSchema),
	/** Configurations of it that people saved or ordered here: what `neverChosen` was counted over. */
	counted: CountSchema,
	neverChosen: z.array(z.strictObject({
		name: z.string(),
		title: LocalisedSchema
	})),
	neverChosenMore: CountSchema,
	deadValues: z.array(z.strictObject({
		name: z.string(),
		title: LocalisedSchema
	}))
});
// shared/protocol/next-choice.ts
const id = z.string().min(1).max(80);
/**
* What was taken together of one family and by how many people, as `@dangol/domain/next-choice` reads it: a value index per
* characteristic, -1 for none of them. Holds no person, text, number, picture or time.
*/
const SalesHistorySchema = z.strictObject({
	characteristics: z.array(z.strictObject({
		id,
		values: z.array(id).max(5e3)
	})).max(2e3),
	rows: z.array(z.array(z.int().min(-1))).max(5e3),
	buyers: z.array(z.int().positive())
}).refine(({ characteristics, rows, buyers }) => rows.length === buyers.length && rows.every((row) => row.length === characteristics.length && row.every((value, at) => value < (characteristics[at]?.values.length ?? 0))), "every row has one known value per characteristic, and its buyers");
z.strictObject({
	familyId: FamilyIdSchema,
	history: SalesHistorySchema
});
/** A history as a device keeps it; `version` rises with any change of it. */
const VersionedHistorySchema = z.strictObject({
	version: z.int().positive(),
	history: SalesHistorySchema
});
// shared/domain/visits/level.ts
/**
* What the store knows about the person at a kiosk (recognition-ux 2). The server decides it; screens only ask.
* L0 anonymous, L1 one configuration by its code, L2 recognised by a signed member code, L3 approved on the own phone.
*/
const LEVELS = [
	"L0",
	"L1",
	"L2",
	"L3"
];
const END_REASONS = [
	"shopper",
	"timeout",
	"associate",
	"another-person",
	"ordered"
];
// shared/protocol/visits.ts
const LevelSchema = z.enum(LEVELS);
const EndReasonSchema = z.enum(END_REASONS);
/** The visit as its own kiosk sees it. Never sent to any other device. */
const VisitViewSchema = z.strictObject({
	id: VisitIdSchema,
	/** Rises by one per visit on this device; a message of another epoch is dropped. */
	epoch: z.int().positive(),
	deviceId: DeviceIdSchema,
	level: LevelSchema,
	lang: LangSchema,
	startedAt: InstantSchema,
	customer: z.strictObject({
		maskedName: z.string(),
		personas: z.array(PersonaSchema),
		consents: ConsentsSchema
	}).nullable(),
	/** 'fetching' while they are asked of the online shop; 'unavailable' when it cannot be reached. */
	configurationsState: z.enum([
		"ready",
		"fetching",
		"unavailable"
	]),
	configurations: z.array(ConfigurationViewSchema),
	cart: CartViewSchema,
	orders: z.array(OrderViewSchema),
	servedBy: z.strictObject({
		id: AssociateIdSchema,
		name: z.string()
	}).nullable()
});
/** The visit as the floor sees it: a name only with consent `assist.notify`. */
const FloorVisitSchema = z.strictObject({
	id: VisitIdSchema,
	deviceId: DeviceIdSchema,
	level: LevelSchema,
	lang: LangSchema,
	startedAt: InstantSchema,
	/** Null without the consent: then the tablet says only that the kiosk is in use. */
	maskedName: z.string().nullable(),
	customerId: CustomerIdSchema.nullable(),
	configurationCount: CountSchema,
	cartUnits: CountSchema,
	step: z.enum([
		"browsing",
		"configuring",
		"cart",
		"ordered"
	]),
	servedBy: AssociateIdSchema.nullable()
});
/** A call for a person, from a kiosk with or without a visit. */
const HelpCallSchema = z.strictObject({
	id: CallIdSchema,
	deviceId: DeviceIdSchema,
	visitId: VisitIdSchema.nullable(),
	lang: LangSchema,
	calledAt: InstantSchema,
	answeredBy: z.strictObject({
		id: AssociateIdSchema,
		name: z.string()
	}).nullable()
});
/** How a visit ended: what was unfinished waits behind `parkedCode` for 24 hours. */
const VisitEndSchema = z.strictObject({
	reason: EndReasonSchema,
	parkedCode: z.string().nullable()
});
// shared/protocol/sync.ts
/**
* Things a device keeps a copy of. A change puts the whole new state of a thing or deletes it.
* Topic `kiosk:<device>` carries 'visit' (own visit) and 'call' (own call); topic `floor` carries the rest.
*/
const PutSchema = z.discriminatedUnion("kind", [
	z.strictObject({
		kind: z.literal("visit"),
		id: z.string(),
		value: VisitViewSchema
	}),
	z.strictObject({
		kind: z.literal("visit-end"),
		id: z.string(),
		value: VisitEndSchema
	}),
	z.strictObject({
		kind: z.literal("call"),
		id: z.string(),
		value: HelpCallSchema
	}),
	z.strictObject({
		kind: z.literal("floor-visit"),
		id: z.string(),
		value: FloorVisitSchema
	}),
	z.strictObject({
		kind: z.literal("order"),
		id: z.string(),
		value: OrderViewSchema
	}),
	z.strictObject({
		kind: z.literal("device"),
		id: z.string(),
		value: DeviceStatusSchema
	}),
	z.strictObject({
		kind: z.literal("wan"),
		id: z.string(),
		value: WanStatusSchema
	}),
	z.strictObject({
		kind: z.literal("catalogue"),
		id: z.string(),
		value: z.strictObject({ version: z.int() })
	})
]);
const DelSchema = z.strictObject({
	kind: z.string(),
	id: z.string()
});
/** One entry of the change log as one topic sees it. `prev` is the previous seq of the topic: a gap is seen, never guessed. */
const LogEntrySchema = z.strictObject({
	seq: z.int().positive(),
	prev: z.int().nonnegative(),
	/** The fact, `noun.past`: 'visit.recognised', 'order.placed'. */
	type: z.string(),
	at: InstantSchema,
	puts: z.array(PutSchema),
	dels: z.array(DelSchema)
});
const TopicSchema = z.union([z.literal("floor"), z.templateLiteral(["kiosk:", z.string()])]);
/** A cursor is (epoch, seq) per topic; the epoch changes when the store's history does. */
const CursorSchema = z.strictObject({
	epoch: z.string(),
	seq: z.int().nonnegative()
});
/** Answer to a subscription: the missed entries when the cursor still fits, else the whole state. */
const CatchUpSchema = z.discriminatedUnion("kind", [z.strictObject({
	kind: z.literal("entries"),
	epoch: z.string(),
	from: z.int(),
	head: z.int(),
	entries: z.array(LogEntrySchema)
}), z.strictObject({
	kind: z.literal("snapshot"),
	epoch: z.string(),
	head: z.int(),
	puts: z.array(PutSchema)
})]);
/** Server → device, unacknowledged: live entries of a granted topic, and its head every few seconds. */
const LiveSchema = z.strictObject({
	topic: TopicSchema,
	epoch: z.string(),
	entries: z.array(LogEntrySchema)
});
const HeadSchema = z.strictObject({
	topic: TopicSchema,
	epoch: z.string(),
	head: z.int()
});
// shared/protocol/requests.ts
const request = (c) => c;
const command = { commandId: CommandIdSchema };
const inVisit = {
	...command,
	visitId: VisitIdSchema
};
const floorStaff = ["tablet"];
const kioskOrTablet = ["kiosk", "tablet"];
/** Compiling a large model takes seconds; the server gives up before this. */
const modelWork = { patienceMs: 7e4 };
const everyone = [
	"kiosk",
	"tablet",
	"office"
];
/** Every request a device can make of the store server. Those with a `commandId` take effect once, however often they arrive. */
const REQUESTS = {
	/** Starts an anonymous visit on this kiosk. */
	"visits:begin": request({
		input: z.strictObject({
			...command,
			lang: LangSchema
		}),
		output: VisitViewSchema,
		refusals: ["visit-in-progress"],
		from: ["kiosk"]
	}),
	/** An associate opens a visit on the own tablet, for a customer or for nobody in particular. */
	"visits:begin-for": request({
		input: z.strictObject({
			...command,
			customerId: CustomerIdSchema.nullable(),
			lang: LangSchema
		}),
		output: VisitViewSchema,
		refusals: ["visit-in-progress", "unknown-customer"],
		from: floorStaff
	}),
	/**
	* Presents a code (RM1 or RC1). One refusal for every cause, after the same time. `takeOver` confirms that the person
	* before left, when the kiosk is in another member's visit.
	*/
	"recognition:scan": request({
		input: z.strictObject({
			...command,
			text: z.string().max(4096),
			lang: LangSchema,
			takeOver: z.boolean()
		}),
		output: z.discriminatedUnion("kind", [
			z.strictObject({
				kind: z.literal("recognised"),
				visit: VisitViewSchema
			}),
			z.strictObject({
				kind: z.literal("configuration"),
				visit: VisitViewSchema,
				configurationId: ConfigurationIdSchema
			}),
			z.strictObject({ kind: z.literal("another-person") }),
			z.strictObject({ kind: z.literal("double-read") })
		]),
		refusals: ["code-refused"],
		from: ["kiosk"]
	}),
	"visits:set-language": request({
		input: z.strictObject({
			...inVisit,
			lang: LangSchema
		}),
		output: VisitViewSchema,
		refusals: ["no-such-visit"],
		from: kioskOrTablet
	}),
	/** Where the shopper is, for the floor and the funnel. */
	"visits:report-step": request({
		input: z.strictObject({
			...inVisit,
			step: z.enum([
				"browsing",
				"configuring",
				"cart"
			])
		}),
		output: z.null(),
		refusals: ["no-such-visit"],
		from: kioskOrTablet
	}),
	/** Asked on the kiosk, for this visit only. */
	"visits:consent": request({
		input: z.strictObject({
			...inVisit,
			purpose: PurposeSchema,
			state: ConsentStateSchema
		}),
		output: VisitViewSchema,
		refusals: ["no-such-visit", "not-recognised"],
		from: ["kiosk"]
	}),
	/** Ends the visit. What is unfinished is parked; the personal part of the visit is gone from the kiosk at once. */
	"visits:end": request({
		input: z.strictObject({
			...inVisit,
			reason: EndReasonSchema
		}),
		output: VisitEndSchema,
		refusals: ["no-such-visit"],
		from: kioskOrTablet
	}),
	/** An associate takes the visit in hand; the kiosk shows by whom. */
	"visits:serve": request({
		input: z.strictObject({
			...inVisit,
			serving: z.boolean()
		}),
		output: z.null(),
		refusals: ["no-such-visit"],
		from: floorStaff
	}),
	"assist:call": request({
		input: z.strictObject({
			...command,
			callId: CallIdSchema,
			visitId: VisitIdSchema.nullable(),
			lang: LangSchema
		}),
		output: z.null(),
		refusals: [],
		from: ["kiosk"]
	}),
	"assist:withdraw": request({
		input: z.strictObject({
			...command,
			callId: CallIdSchema
		}),
		output: z.null(),
		refusals: ["no-such-call"],
		from: ["kiosk"]
	}),
	"assist:answer": request({
		input: z.strictObject({
			...command,
			callId: CallIdSchema
		}),
		output: z.null(),
		refusals: ["no-such-call", "already-answered"],
		from: floorStaff
	}),
	/** Closes a call that was attended to. */
	"assist:close": request({
		input: z.strictObject({
			...command,
			callId: CallIdSchema
		}),
		output: z.null(),
		refusals: ["no-such-call"],
		from: floorStaff
	}),
	"catalogue:get": request({
		input: z.strictObject({ haveVersion: z.int().nullable() }),
		output: z.strictObject({ catalogue: CatalogueSchema.nullable() }),
		refusals: ["no-catalogue-yet"],
		from: everyone
	}),
	"catalogue:stock": request({
		input: z.strictObject({ query: z.string().max(100) }),
		output: z.strictObject({ rows: z.array(StockRowSchema) }),
		refusals: [],
		from: kioskOrTablet
	}),
	/** What people took together of a family; null when there is none, or none newer than what the caller has. */
	"sales:get-history": request({
		input: z.strictObject({
			familyId: FamilyIdSchema,
			haveVersion: z.int().nullable()
		}),
		output: z.strictObject({ sales: VersionedHistorySchema.nullable() }),
		refusals: [],
		from: kioskOrTablet
	}),
	/** Saves a draft. Refused with 'stale-revision' when somebody saved in between: the caller reopens and says what was lost. */
	"configurations:save": request({
		/** `claims`: what the device showed for it. The server works out its own, and saves nothing that was shown otherwise. */
		input: z.strictObject({
			...inVisit,
			draft: ConfigurationDraftSchema,
			claims: ClaimsSchema.exactOptional()
		}),
		output: ConfigurationViewSchema,
		refusals: [
			"no-such-visit",
			"unknown-family",
			"unknown-model-version",
			"malformed-choices",
			"stale-revision",
			"not-yours",
			"claims-differ"
		],
		from: kioskOrTablet
	}),
	"configurations:quote": request({
		input: z.strictObject({ draft: ConfigurationDraftSchema }),
		output: ConfigurationViewSchema,
		refusals: ["unknown-family", "malformed-choices"],
		from: kioskOrTablet
	}),
	"configurations:discard": request({
		input: z.strictObject({
			...inVisit,
			configurationId: ConfigurationIdSchema
		}),
		output: z.null(),
		refusals: [
			"no-such-visit",
			"no-such-configuration",
			"not-yours"
		],
		from: kioskOrTablet
	}),
	"carts:add": request({
		input: z.strictObject({
			...inVisit,
			lineId: CartLineIdSchema,
			item: CartItemSchema,
			quantity: z.int().min(1).max(99),
			fulfilment: FulfilmentSchema.nullable()
		}),
		output: VisitViewSchema,
		refusals: [
			"no-such-visit",
			"unknown-sku",
			"no-such-configuration",
			"configuration-incomplete",
			"configuration-invalid",
			"cart-full"
		],
		from: kioskOrTablet
	}),
	"carts:change": request({
		input: z.strictObject({
			...inVisit,
			lineId: CartLineIdSchema,
			quantity: z.int().min(0).max(99),
			fulfilment: FulfilmentSchema
		}),
		output: VisitViewSchema,
		refusals: [
			"no-such-visit",
			"no-such-line",
			"fulfilment-not-possible"
		],
		from: kioskOrTablet
	}),
	/** Places the cart as one order, stock holds and outbox row included, or refuses and changes nothing. */
	"orders:place": request({
		input: z.strictObject({
			...inVisit,
			orderId: OrderIdSchema,
			acceptedTotal: MoneySchema
		}),
		output: OrderViewSchema,
		refusals: [
			"no-such-visit",
			"empty-cart",
			"total-changed",
			"line-not-orderable",
			"sold-out",
			"delivery-needs-recognition"
		],
		from: kioskOrTablet
	}),
	"orders:move": request({
		input: z.strictObject({
			...command,
			orderId: OrderIdSchema,
			to: OrderStateSchema
		}),
		output: OrderViewSchema,
		refusals: ["no-such-order", "illegal-transition"],
		from: ["tablet", "office"]
	}),
	"customers:find": request({
		input: z.strictObject({ query: z.string().trim().min(2).max(60) }),
		output: z.strictObject({
			hits: z.array(CustomerHitSchema),
			more: z.boolean()
		}),
		refusals: ["too-many-searches"],
		from: floorStaff
	}),
	/** The shopper's card; every look is written to the access log. */
	"customers:card": request({
		input: z.strictObject({ customerId: CustomerIdSchema }),
		output: CustomerCardSchema,
		refusals: ["unknown-customer"],
		from: floorStaff
	}),
	/** Who may take a staff device in hand; asked before anybody has. */
	"staff:list": request({
		input: z.strictObject({}),
		output: z.strictObject({ associates: z.array(z.strictObject({
			id: AssociateIdSchema,
			name: z.string().max(60)
		})) }),
		refusals: [],
		from: ["tablet", "office"]
	}),
	"visits:open": request({
		input: z.strictObject({ visitId: VisitIdSchema }),
		output: VisitViewSchema,
		refusals: ["no-such-visit", "not-yours"],
		from: floorStaff
	}),
	"insights:office": request({
		input: z.strictObject({}),
		output: OfficeViewSchema,
		refusals: [],
		from: ["office"]
	}),
	/** Families on sale with their versions, what nobody ever chose and what nobody can choose. */
	"models:list": request({
		...modelWork,
		input: z.strictObject({}),
		output: z.strictObject({ families: z.array(PublishedFamilySchema) }),
		refusals: [],
		from: ["office"]
	}),
	/** A published version as the files it would be written as. */
	"models:files": request({
		input: z.strictObject({
			familyId: FamilyIdSchema,
			version: z.int().positive()
		}),
		output: z.strictObject({ files: z.array(z.strictObject({
			name: z.string(),
			text: z.string()
		})) }),
		refusals: ["no-such-version"],
		from: ["office"]
	}),
	/** What publishing these files would do; changes nothing. */
	"models:dry-run": request({
		...modelWork,
		input: z.strictObject({ files: ModelFilesSchema }),
		output: DryRunSchema,
		refusals: ["too-hard"],
		from: ["office"]
	}),
	/** Publishes what a dry run of the same files found sound, as `version`. Needs the line to the online shop. */
	"models:publish": request({
		...modelWork,
		input: z.strictObject({
			...command,
			files: ModelFilesSchema,
			version: z.int().positive(),
			note: z.string().max(200)
		}),
		output: z.strictObject({
			familyId: FamilyIdSchema,
			version: z.int().positive()
		}),
		refusals: [
			"too-hard",
			"model-refused",
			"version-taken",
			"shop-unreachable",
			"shop-refused"
		],
		from: ["office"]
	}),
	/** Publishes the content of an earlier version again, as `version`. */
	"models:roll-back": request({
		...modelWork,
		input: z.strictObject({
			...command,
			familyId: FamilyIdSchema,
			to: z.int().positive(),
			version: z.int().positive(),
			note: z.string().max(200)
		}),
		output: z.strictObject({
			familyId: FamilyIdSchema,
			version: z.int().positive()
		}),
		refusals: [
			"no-such-version",
			"version-taken",
			"shop-unreachable",
			"shop-refused"
		],
		from: ["office"]
	}),
	"devices:report": request({
		input: z.strictObject({
			version: z.string().max(40),
			screen: z.string().max(40),
			outboxLength: CountSchema,
			sentAt: InstantSchema
		}),
		output: z.strictObject({ at: InstantSchema }),
		refusals: [],
		from: everyone
	}),
	"sync:subscribe": request({
		input: z.strictObject({
			topic: TopicSchema,
			cursor: CursorSchema.nullable()
		}),
		output: CatchUpSchema,
		refusals: ["not-entitled"],
		from: everyone
	})
};
/** Codes the transport itself may answer with, whatever the request. */
const TRANSPORT_REFUSALS = [
	"malformed",
	"not-allowed",
	"too-many-requests",
	"internal"
];
/**
* Asks and waits. A command carries its id, so it is sent again after a lost answer or a lost line and still takes effect
* once (SY7); a question is asked once. What was never sent because the line is known to be down is refused at once.
*/
function createRequester({ sender, timers, ackTimeoutMs, commandDeadlineMs }) {
	const underWay = /* @__PURE__ */ new Set();
	const send = (pending) => {
		pending.sent = true;
		pending.cancelAck?.();
		pending.cancelAck = timers.after(patienceOf(pending.name) ?? ackTimeoutMs, () => {
			if (pending.command && sender.state() === "up") send(pending);
			else if (!pending.command) pending.settle(UNAVAILABLE);
		});
		sender.send(pending.name, pending.input, (answer) => pending.settle(checkedAnswer(pending.name, answer)));
	};
	const request = (name, input) => new Promise((resolve) => {
		if (sender.state() === "down" || underWay.size >= 256) {
			resolve(UNAVAILABLE);
			return;
		}
		const command = isCommand(input);
		const deadlineMs = patienceOf(name) ?? (command ? commandDeadlineMs : ackTimeoutMs);
		const cancelDeadline = timers.after(deadlineMs, () => pending.settle(UNAVAILABLE));
		const pending = {
			name,
			input,
			command,
			sent: false,
			cancelAck: null,
			settle(answer) {
				if (!underWay.delete(pending)) return;
				pending.cancelAck?.();
				cancelDeadline();
				resolve(answer);
			}
		};
		underWay.add(pending);
		if (sender.state() === "up") send(pending);
	});
	return {
		request,
		lineUp: () => [...underWay].forEach(send),
		lineLost() {
			for (const pending of [...underWay]) {
				pending.cancelAck?.();
				if (pending.sent && !pending.command) pending.settle(UNAVAILABLE);
			}
		},
		lineDown() {
			for (const pending of [...underWay]) if (!pending.sent || !pending.command) pending.settle(UNAVAILABLE);
		}
	};
}
const UNAVAILABLE = {
	ok: false,
	error: { code: "unavailable" }
};
const INTERNAL = {
	ok: false,
	error: { code: "internal" }
};
const patienceOf = (name) => REQUESTS[name].patienceMs;
const isCommand = (input) => "commandId" in input;
/** The server's answer if it keeps the contract of `name`, else 'internal': a screen never sees a value of the wrong shape. */
function checkedAnswer(name, answer) {
	const contract = REQUESTS[name];
	if (!isObject(answer)) return INTERNAL;
	if (answer["ok"] === true) {
		const output = contract.output.safeParse(answer["value"]);
		return output.success ? {
			ok: true,
			value: output.data
		} : INTERNAL;
	}
	const error = answer["error"];
	if (!isObject(error) || typeof error["code"] !== "string") return INTERNAL;
	return [...contract.refusals, ...TRANSPORT_REFUSALS].includes(error["code"]) ? {
		ok: false,
		error: {
			...error,
			code: error["code"]
		}
	} : INTERNAL;
}
const isObject = (value) => typeof value === "object" && value !== null;
/** A follower that has seen nothing yet. */
function createTopicFollower({ replica, onEntry }) {
	let cursor = null;
	let early = null;
	const applyEntry = (epoch, entry) => {
		if (cursor?.epoch !== epoch) return "catch-up";
		if (entry.seq <= cursor.seq) return "follow";
		if (entry.prev > cursor.seq) return "catch-up";
		cursor = {
			epoch,
			seq: entry.seq
		};
		replica.apply(entry.puts, entry.dels);
		onEntry?.(entry);
		return "follow";
	};
	const applyAll = (entries) => {
		for (const { epoch, entry } of entries) {
			const next = applyEntry(epoch, entry);
			if (next !== "follow") return next;
		}
		return "follow";
	};
	const applyCatchUp = (answer) => {
		if (answer.kind === "snapshot") {
			cursor = {
				epoch: answer.epoch,
				seq: answer.head
			};
			replica.replace(answer.puts);
			return "follow";
		}
		if (cursor?.epoch !== answer.epoch || cursor.seq !== answer.from) return "start-over";
		const before = cursor.seq;
		if (applyAll(answer.entries.map((entry) => ({
			epoch: answer.epoch,
			entry
		}))) !== "follow") return "start-over";
		if (cursor.seq >= answer.head) return "follow";
		return cursor.seq > before ? "catch-up" : "start-over";
	};
	return {
		cursor: () => cursor,
		asked() {
			early = [];
		},
		caughtUp(answer) {
			const waiting = early ?? [];
			early = null;
			const next = applyCatchUp(answer);
			return next === "follow" ? applyAll(waiting) : next;
		},
		live(epoch, entries) {
			if (!early) return applyAll(entries.map((entry) => ({
				epoch,
				entry
			})));
			if (early.length < 1e3) early.push(...entries.map((entry) => ({
				epoch,
				entry
			})));
			return "follow";
		},
		head(epoch, head) {
			if (early || cursor?.epoch === epoch && cursor.seq >= head) return "follow";
			return "catch-up";
		}
	};
}
// shared/client/subscriptions.ts
/** Pause before a failed catch-up is asked again. Milliseconds. */
const CATCH_UP_PAUSE_MS = 1e3;
/** Follows the granted topics over one socket: catches up on every connect, and again whenever a gap shows. */
function createSubscriptions({ socket, timers, request, onChange }) {
	const all = /* @__PURE__ */ new Map();
	const ask = async (followed, cursor) => {
		const round = ++followed.round;
		followed.cancelRetry();
		followed.follower.asked();
		become(followed, "catching-up");
		const answer = await request("sync:subscribe", {
			topic: followed.topic,
			cursor
		});
		if (round !== followed.round) return;
		if (answer.ok) {
			const next = followed.follower.caughtUp(answer.value);
			if (next === "follow") become(followed, "live");
			else if (cursor === null) askLater(followed);
			else act(followed, next);
		} else if (answer.error.code === "not-entitled") become(followed, "refused");
		else askLater(followed);
	};
	const askLater = (followed) => {
		followed.cancelRetry = timers.after(CATCH_UP_PAUSE_MS, () => {
			if (socket.connected) ask(followed, followed.follower.cursor());
		});
	};
	const act = (followed, next) => {
		if (next === "follow") return;
		ask(followed, next === "catch-up" ? followed.follower.cursor() : null);
	};
	const become = (followed, status) => {
		followed.status = status;
		onChange();
	};
	listen(socket, all, act);
	return {
		add(topic, replica, onEntry) {
			if (all.has(topic)) throw new Error(`topic ${topic} is followed already`);
			const followed = {
				topic,
				follower: createTopicFollower({
					replica,
					onEntry
				}),
				status: "catching-up",
				round: 0,
				cancelRetry: () => void 0
			};
			all.set(topic, followed);
			if (socket.connected) ask(followed, null);
			onChange();
			return {
				status: () => followed.status,
				stop: () => drop(all, followed, onChange)
			};
		},
		lineUp: () => all.forEach((followed) => void ask(followed, followed.follower.cursor())),
		lineLost() {
			for (const followed of all.values()) {
				followed.round++;
				followed.cancelRetry();
				followed.status = "catching-up";
			}
		},
		settled: () => [...all.values()].every(({ status }) => status !== "catching-up"),
		stop: () => all.forEach((followed) => drop(all, followed, onChange))
	};
}
function drop(all, followed, onChange) {
	if (all.get(followed.topic) !== followed) return;
	all.delete(followed.topic);
	followed.round++;
	followed.cancelRetry();
	onChange();
}
/** Hands what the server sends unasked to the follower of its topic. */
function listen(socket, all, act) {
	const onLive = (message) => {
		const live = LiveSchema.safeParse(message);
		if (!live.success) return all.forEach((followed) => act(followed, "start-over"));
		const followed = all.get(live.data.topic);
		if (followed) act(followed, followed.follower.live(live.data.epoch, live.data.entries));
	};
	const onHead = (message) => {
		const head = HeadSchema.safeParse(message);
		const followed = head.success ? all.get(head.data.topic) : void 0;
		if (!head.success || followed?.status !== "live") return;
		act(followed, followed.follower.head(head.data.epoch, head.data.head));
	};
	socket.on("log:appended", onLive);
	socket.on("log:head", onHead);
}
// shared/client/store-link.ts
/** Opens the line to the store server and keeps it open, with every subscribed topic caught up (sync 2.1). */
function openStoreLink(options) {
	const { timers, ackTimeoutMs = 4e3, commandDeadlineMs = 1e4, refusedPauseMs = 5e3 } = options;
	const listeners = /* @__PURE__ */ new Set();
	let shown = "connecting";
	const line = (options.openLine ?? openLine)({
		...options,
		refusedPauseMs
	}, {
		up() {
			requester.lineUp();
			subscriptions.lineUp();
			show();
		},
		lost() {
			requester.lineLost();
			subscriptions.lineLost();
			show();
		},
		down() {
			requester.lineDown();
			show();
		}
	});
	const requester = createRequester({
		timers,
		ackTimeoutMs,
		commandDeadlineMs,
		sender: {
			state: () => line.state(),
			send: (name, input, acknowledge) => line.socket.emit(name, input, acknowledge)
		}
	});
	const { request } = requester;
	const subscriptions = createSubscriptions({
		socket: line.socket,
		timers,
		request,
		onChange: () => show()
	});
	const show = () => {
		const status = statusOf(line.state(), subscriptions.settled());
		if (status === shown) return;
		shown = status;
		for (const listener of [...listeners]) listener(status);
	};
	return {
		request,
		subscribe: subscriptions.add,
		status: () => shown,
		onStatus(listener) {
			listeners.add(listener);
			listener(shown);
			return () => listeners.delete(listener);
		},
		refusal: () => line.refusal(),
		reconnect: () => line.reconnect(),
		close() {
			subscriptions.stop();
			line.close();
		}
	};
}
function statusOf(line, settled) {
	if (line === "up") return settled ? "online" : "catching-up";
	return line === "coming" ? "connecting" : "offline";
}
// shared/client/replica.ts
/** A copy with nothing in it yet. */
function emptyContents() {
	return {
		visit: /* @__PURE__ */ new Map(),
		"visit-end": /* @__PURE__ */ new Map(),
		call: /* @__PURE__ */ new Map(),
		"floor-visit": /* @__PURE__ */ new Map(),
		order: /* @__PURE__ */ new Map(),
		device: /* @__PURE__ */ new Map(),
		wan: /* @__PURE__ */ new Map(),
		catalogue: /* @__PURE__ */ new Map()
	};
}
/** The contents after one log entry; kinds that it does not touch keep their identity. */
function applied(before, puts, dels) {
	const touched = /* @__PURE__ */ new Map();
	const open = (kind) => {
		const already = touched.get(kind);
		if (already) return already;
		const copy = new Map(before[kind]);
		touched.set(kind, copy);
		return copy;
	};
	for (const put of puts) open(put.kind).set(put.id, put.value);
	for (const del of dels) if (isKind(before, del.kind)) open(del.kind).delete(del.id);
	return {
		...before,
		...Object.fromEntries(touched)
	};
}
/** An empty replica, to be handed to `StoreLink.subscribe`. */
function createReplica() {
	let contents = emptyContents();
	const listeners = /* @__PURE__ */ new Set();
	const become = (next) => {
		contents = next;
		for (const listener of [...listeners]) listener(contents);
	};
	return {
		contents: () => contents,
		apply: (puts, dels) => become(applied(contents, puts, dels)),
		replace: (puts) => become(applied(emptyContents(), puts, [])),
		onChange(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		}
	};
}
const isKind = (contents, kind) => Object.hasOwn(contents, kind);
// shared/client/system-clock.ts
/** The runtime's own timers; they are monotonic, so a clock that jumps does not move them. */
const systemTimers = {
	after(delayMs, run) {
		const timer = setTimeout(run, delayMs);
		return () => clearTimeout(timer);
	},
	every(periodMs, run) {
		const timer = setInterval(run, periodMs);
		return () => clearInterval(timer);
	}
};
// node_modules/uuid/dist-node/stringify.js
const byteToHex = [];
for (let i = 0; i < 256; ++i) byteToHex.push((i + 256).toString(16).slice(1));
function unsafeStringify(arr, offset = 0) {
	return (byteToHex[arr[offset + 0]] + byteToHex[arr[offset + 1]] + byteToHex[arr[offset + 2]] + byteToHex[arr[offset + 3]] + "-" + byteToHex[arr[offset + 4]] + byteToHex[arr[offset + 5]] + "-" + byteToHex[arr[offset + 6]] + byteToHex[arr[offset + 7]] + "-" + byteToHex[arr[offset + 8]] + byteToHex[arr[offset + 9]] + "-" + byteToHex[arr[offset + 10]] + byteToHex[arr[offset + 11]] + byteToHex[arr[offset + 12]] + byteToHex[arr[offset + 13]] + byteToHex[arr[offset + 14]] + byteToHex[arr[offset + 15]]).toLowerCase();
}
// node_modules/uuid/dist-node/rng.js
const rnds8 = /* @__PURE__ */ new Uint8Array(16);
function rng() {
	return crypto.getRandomValues(rnds8);
}
// node_modules/uuid/dist-node/v7.js
const _state = {};
function v7(options, buf, offset) {
	let bytes;
	if (options) bytes = v7Bytes(options.random ?? options.rng?.() ?? rng(), options.msecs, options.seq, buf, offset);
	else {
		const now = Date.now();
		const rnds = rng();
		updateV7State(_state, now, rnds);
		bytes = v7Bytes(rnds, _state.msecs, _state.seq, buf, offset);
	}
	return buf ?? unsafeStringify(bytes);
}
function updateV7State(state, now, rnds) {
	state.msecs ??= -Infinity;
	state.seq ??= 0;
	if (now > state.msecs) {
		state.seq = v7Sequence(rnds);
		state.msecs = now;
	} else {
		state.seq = state.seq + 1 | 0;
		if (state.seq === 0) state.msecs++;
	}
	return state;
}
function v7Bytes(rnds, msecs, seq, buf, offset = 0) {
	if (rnds.length < 16) throw new Error("Random bytes length must be >= 16");
	if (!buf) {
		buf = /* @__PURE__ */ new Uint8Array(16);
		offset = 0;
	} else if (offset < 0 || offset + 16 > buf.length) throw new RangeError(`UUID byte range ${offset}:${offset + 15} is out of buffer bounds`);
	msecs ??= Date.now();
	seq ??= v7Sequence(rnds);
	buf[offset++] = msecs / 1099511627776 & 255;
	buf[offset++] = msecs / 4294967296 & 255;
	buf[offset++] = msecs / 16777216 & 255;
	buf[offset++] = msecs / 65536 & 255;
	buf[offset++] = msecs / 256 & 255;
	buf[offset++] = msecs & 255;
	buf[offset++] = 112 | seq >>> 28 & 15;
	buf[offset++] = seq >>> 20 & 255;
	buf[offset++] = 128 | seq >>> 14 & 63;
	buf[offset++] = seq >>> 6 & 255;
	buf[offset++] = seq << 2 & 255 | rnds[10] & 3;
	buf[offset++] = rnds[11];
	buf[offset++] = rnds[12];
	buf[offset++] = rnds[13];
	buf[offset++] = rnds[14];
	buf[offset++] = rnds[15];
	return buf;
}
function v7Sequence(rnds) {
	return (rnds[6] & 127) << 24 | rnds[7] << 16 | rnds[8] << 8 | rnds[9];
}
// shared/client/system-ids.ts
/** New UUIDv7s; those made in one millisecond still rise. */
const systemIds = { next: () => v7() };
// shared/protocol/version.ts
/** The wire version this code speaks; the snapshot test fails when the wire changes and this does not. */
const PROTOCOL_VERSION = 1;
export { HeadSchema, LiveSchema, PROTOCOL_VERSION, REQUESTS, createReplica, openStoreLink, systemIds, systemTimers };
